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
        catch (KeyException fault)
        {
            throw new CommandFailure(ExitCode.NotAuthorised, fault.Message);
        }
        catch (SealException fault)
        {
            throw new CommandFailure(ExitCode.Refused, fault.Message);
        }
        catch (LedgerException fault)
        {
            throw new CommandFailure(ExitCode.Failed, fault.Message);
        }
        catch (Exception fault) when (
            fault is RecordException or PolicyException or InvalidDataException or ExchangeException)
        {
            throw new CommandFailure(ExitCode.WrongUse, fault.Message.TrimEnd('.') + ".");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailure(ExitCode.NotFound, fault.Message.TrimEnd('.') + "; check the path.");
        }
    }
}
