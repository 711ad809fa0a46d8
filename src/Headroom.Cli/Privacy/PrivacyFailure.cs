using Headroom.Cli.Outcome;
using Headroom.Exchange;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Ledgers;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;
using Headroom.Privacy.Sealing;

namespace Headroom.Cli.Privacy;

/// <summary>Faults of keys, policies and files as failures of a command.</summary>
internal static class PrivacyFailure
{
    /// <summary>Does the work, and tells its faults as the program does.</summary>
    public static T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (Of(fault) is not null)
        {
            throw Of(fault)!;
        }
    }

    /// <summary>The same for work that waits.</summary>
    public static async Task<T> ToldAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (Of(fault) is not null)
        {
            throw Of(fault)!;
        }
    }

    private static CommandFailure? Of(Exception fault) => fault switch
    {
        KeyException => new CommandFailure(ExitCode.NotAuthorised, fault.Message),
        SealException => new CommandFailure(ExitCode.Refused, fault.Message),
        LedgerException => new CommandFailure(ExitCode.Failed, fault.Message),
        RecordException or PolicyException or InvalidDataException or ExchangeException =>
            new CommandFailure(ExitCode.WrongUse, fault.Message.TrimEnd('.') + "."),
        FileNotFoundException or DirectoryNotFoundException =>
            new CommandFailure(ExitCode.NotFound, fault.Message.TrimEnd('.') + "; check the path."),
        _ => null,
    };
}
