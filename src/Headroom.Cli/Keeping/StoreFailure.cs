using Headroom.Cli.Outcome;
using Headroom.Storage.Faults;

namespace Headroom.Cli.Keeping;

/// <summary>What a fault of a store means for whoever ran a command on it.</summary>
internal static class StoreFailure
{
    public static CommandFailure Of(StoreException fault) => new(
        fault.Fault switch
        {
            StoreFault.NotEmpty or StoreFault.NewerLeader or StoreFault.Locked => ExitCode.Refused,
            StoreFault.Unreachable or StoreFault.NotAStore => ExitCode.NotFound,
            _ => ExitCode.Failed,
        },
        fault.Message);
}
