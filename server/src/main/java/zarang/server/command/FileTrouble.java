package zarang.server.command;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong in words: the JDK's faults of files often name the file and nothing else. */
public final class FileTrouble {
    private FileTrouble() {}

    /** Why a command failed. */
    public static String words(Exception failure) {
        return switch (failure) {
            case NoSuchFileException none -> "there is no file or folder " + none.getFile();
            case AccessDeniedException denied ->
                    denied.getFile() + " may not be read or written by this user";
            case FileAlreadyExistsException there -> there.getFile() + " is there already";
            case NotDirectoryException file -> file.getFile() + " is no folder";
            case CharacterCodingException coding -> "a file is not UTF-8 text; save it as UTF-8";
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }
}
