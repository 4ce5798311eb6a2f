#include "exchange/register_file.h"

#include "db/owner.h"
#include "exchange/export_file.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

// What SQLite and the owner keep beside a database.
static const char *const BESIDE[] = { "-wal", "-shm", "-journal" };

static void remove_with_companions(const char *path)
{
    auto_arena arena = { 0 };
    unlink(path);
    unlink(arena_print(&arena, "%s.lock", path).at);
    for (size_t i = 0; i < LENGTH(BESIDE); i++)
        unlink(arena_print(&arena, "%s%s", path, BESIDE[i]).at);
}

enum status register_file_take(struct register_file *file, str path, struct arena *arena,
                               struct error *error)
{
    *file = (struct register_file){ .path = arena_copy(arena, path).at };
    TRY(owner_open(&file->owner, file->path, error));
    file->fresh = arena_print(arena, "%s.new", file->path).at;
    remove_with_companions(file->fresh);
    return OK;
}

// A log that was left behind belongs to the old database and must never be read with the new one.
static enum status move_companions(const char *path, const char *keep_as, struct error *error)
{
    auto_arena arena = { 0 };
    for (size_t i = 0; i < LENGTH(BESIDE); i++) {
        const char *from = arena_print(&arena, "%s%s", path, BESIDE[i]).at;
        int result = keep_as ? rename(from, arena_print(&arena, "%s%s", keep_as, BESIDE[i]).at)
                             : unlink(from);
        if (result != 0 && errno != ENOENT)
            return file_failed(from, error);
    }
    return OK;
}

// A second name first, so that at no moment there is no register; where the file system knows no
// second names the old one moves.
static enum status keep(const char *path, const char *keep_as, struct error *error)
{
    if (access(path, F_OK) != 0 || link(path, keep_as) == 0)
        return OK;
    if (errno == EEXIST)
        return fail(error, ERR_CONFLICT, "file", "%s is there already", keep_as);
    return rename(path, keep_as) == 0 ? OK : file_failed(keep_as, error);
}

// The new file belongs to whom the old one did: whoever restores may be somebody else than whoever
// serves. A first one is for its owner only.
static void take_over_rights(const char *path, const char *fresh)
{
    struct stat old;
    bool exists = stat(path, &old) == 0;
    if (exists && chown(fresh, old.st_uid, old.st_gid) != 0)
        return; // only root may give files away
    (void)!chmod(fresh, exists ? old.st_mode & 0777 : 0600);
}

enum status register_file_replace(struct register_file *file, const char *keep_as,
                                  struct error *error)
{
    take_over_rights(file->path, file->fresh);
    TRY(file_sync(file->fresh, error));
    if (keep_as)
        TRY(keep(file->path, keep_as, error));
    TRY(move_companions(file->path, keep_as, error));
    if (rename(file->fresh, file->path) != 0)
        return file_failed(file->path, error);
    remove_with_companions(file->fresh);
    return file_sync(file->path, error);
}

void register_file_release(struct register_file *file)
{
    if (file->fresh)
        remove_with_companions(file->fresh);
    owner_close(file->owner);
    *file = (struct register_file){ 0 };
}
