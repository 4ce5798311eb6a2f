#include "exchange/export_file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status status_of_errno(int number)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return ERR_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
        return ERR_DENIED;
    case ENOENT:
    case ENOTDIR:
        return ERR_NOT_FOUND;
    default:
        return ERR_INTERNAL;
    }
}

enum status file_failed(const char *path, struct error *error)
{
    int number = errno;
    enum status status = status_of_errno(number);
    if (status == ERR_FULL)
        return fail(error, status, "file", "there is no room on the disk for %s; it was not made",
                    path);
    return fail(error, status, "file", "%s: %s", path, strerror(number));
}

// The file that a name stands for, behind symbolic links, so that a rename replaces that one.
static str resolved(str path, struct arena *arena)
{
    char *real = realpath(arena_copy(arena, path).at, NULL);
    str answer = real ? arena_copy(arena, str_of(real)) : arena_copy(arena, path);
    free(real);
    return answer;
}

static bool is_plain_file(const char *path)
{
    struct stat info;
    return stat(path, &info) != 0 || S_ISREG(info.st_mode);
}

enum status export_file_open(struct export_file *file, str path, struct arena *arena,
                             struct error *error)
{
    *file = (struct export_file){ .file = STDOUT_FILENO };
    if (!path.len || str_eq(path, STR("-")))
        return OK;
    file->path = resolved(path, arena).at;
    if (is_plain_file(file->path))
        file->part = arena_print(arena, "%s.part", file->path).at;
    if (file->part)
        unlink(file->part); // what was left behind may have another mode, or be a link
    file->file = file->part ? open(file->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)
                            : open(file->path, O_WRONLY | O_TRUNC | O_CLOEXEC);
    return file->file < 0 ? file_failed(file->path, error) : OK;
}

enum status export_file_write(struct export_file *file, str bytes, struct error *error)
{
    while (bytes.len) {
        ssize_t written = write(file->file, bytes.at, bytes.len);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return file_failed(file->path ? file->path : "the output", error);
        bytes = str_slice(bytes, (size_t)written, bytes.len);
    }
    return OK;
}

static enum status sync_directory(const char *path, struct error *error)
{
    auto_arena arena = { 0 };
    char *copy = (char *)(uintptr_t)arena_copy(&arena, str_of(path)).at;
    int directory = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return file_failed(path, error);
    int result = fsync(directory);
    close(directory);
    return result == 0 || errno == EINVAL ? OK : file_failed(path, error);
}

enum status file_sync(const char *path, struct error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return file_failed(path, error);
    int result = fsync(file);
    enum status status = result == 0 ? OK : file_failed(path, error);
    close(file);
    return status == OK ? sync_directory(path, error) : status;
}

enum status export_file_finish(struct export_file *file, struct error *error)
{
    if (!file->part)
        return OK;
    if (fsync(file->file) != 0 || rename(file->part, file->path) != 0)
        return file_failed(file->path, error);
    file->part = NULL;
    return sync_directory(file->path, error);
}

void export_file_close(struct export_file *file)
{
    if (file->file >= 0 && file->path)
        close(file->file);
    if (file->part && file->file >= 0)
        unlink(file->part);
    *file = (struct export_file){ .file = -1 };
}
