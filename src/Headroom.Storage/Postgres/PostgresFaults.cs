using Headroom.Storage.Faults;
using Npgsql;

namespace Headroom.Storage.Postgres;

/// <summary>What PostgreSQL's error codes mean to whoever runs the program.</summary>
internal static class PostgresFaults
{
    public static StoreException? Explain(Exception cause, string place) => cause switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory } => new(
            StoreFault.Full, $"No room is left for {place}", "free some space on the server and try again", cause),
        PostgresException
        {
            SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege,
        } => new(
            StoreFault.ReadOnly, $"{place} cannot be written to", "connect to the primary, as a role that may write", cause),
        PostgresException
        {
            SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected,
        } => new(
            StoreFault.Locked, $"Another program holds {place}", "end it, or give this one a database of its own", cause),
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } => new(
            StoreFault.Damaged, $"{place} is damaged", "restore the last backup to an empty database", cause),
        PostgresException { SqlState: var state } fault when !IsLoss(state) => new(
            StoreFault.Refused, $"{place} refused a statement ({fault.MessageText})", "report this as a fault of the program", cause),
        NpgsqlException or IOException or ObjectDisposedException => new(
            StoreFault.Unreachable, $"{place} cannot be reached ({cause.Message})", "check that the server runs", cause),
        _ => null,
    };

    // Class 08: connection; class 57: the server shuts down, or an administrator ended the connection.
    private static bool IsLoss(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal);
}
