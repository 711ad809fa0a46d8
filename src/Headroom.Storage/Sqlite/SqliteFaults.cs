using Headroom.Storage.Faults;
using Microsoft.Data.Sqlite;

namespace Headroom.Storage.Sqlite;

/// <summary>What SQLite's result codes mean to whoever runs the program.</summary>
internal static class SqliteFaults
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static StoreException? Explain(Exception cause, string path) => cause is SqliteException fault
        ? fault.SqliteErrorCode switch
        {
            Busy or Locked => new(
                StoreFault.Locked,
                $"Another program holds {path}",
                "end it, or give this one a database of its own",
                cause),
            ReadOnly => new(
                StoreFault.ReadOnly, $"{path} cannot be written to", "grant write access to the file and its folder", cause),
            Full => new(StoreFault.Full, $"No room is left for {path}", "free some space and try again", cause),
            InputOutput => new(
                StoreFault.Full,
                $"{path} could not be read or written ({fault.Message})",
                "look at free space and the health of the disk, then try again",
                cause),
            CannotOpen => new(
                StoreFault.Unreachable, $"{path} cannot be opened", "check that its folder exists and may be written to", cause),
            Corrupt or NotADatabase => new(
                StoreFault.Damaged, $"{path} is damaged or no database", "restore the last backup to a new file", cause),
            _ => null,
        }
        : null;
}
