using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Slurm.Calls;

namespace Headroom.Engines.Slurm;

/// <summary>Asks a Slurm cluster for each thing that will be asked of it later, without running anything.</summary>
internal sealed class SlurmChecks(ISlurmCalls calls, SlurmSite site, SlurmOrder orders, SlurmEngineOptions options)
{
    /// <summary>What was found, in the order in which it is needed.</summary>
    public async Task<ValueList<EngineCheck>> RunAsync(CancellationToken cancellation)
    {
        var checks = new List<EngineCheck>
        {
            FolderCheck.Of(Path.GetFullPath(options.Root)),
            await CheckAsync("controller", "It answers.", () => calls.ActiveAsync(cancellation)),
        };
        if (!checks[^1].IsMet) return ValueList.From(checks);

        var nodes = (await site.DiscoverAsync(cancellation)).Nodes;
        var usable = nodes.FirstOrDefault(node => node.IsUsable);
        checks.Add(new EngineCheck(
            "nodes", usable is not null,
            usable is null ? "No node takes work; see 'sinfo'." : $"{nodes.Count(node => node.IsUsable)} take work."));
        if (usable is not null)
            checks.Add(await CheckAsync("submit", "Such a job would be taken.", () => TryAsync(usable, cancellation)));

        checks.Add(await AccountingAsync(cancellation));
        return ValueList.From(checks);
    }

    // By the same way as a job of a tenant: partition, account, quality of service and reservation are all in it.
    private async Task<bool> TryAsync(DiscoveredNode node, CancellationToken cancellation)
    {
        var order = new RunOrder
        {
            Id = RunId.Of("check"),
            Command = ["/bin/true"],
            Tasks = [new RunTask(node.Name)],
            Limits = new RunLimits { MemoryMiB = 1 },
        };
        var nodes = new Dictionary<string, DiscoveredNode> { [node.Name] = node };
        await calls.TryAsync(orders.SubmissionOf(order, nodes), cancellation);
        return true;
    }

    private async Task<EngineCheck> AccountingAsync(CancellationToken cancellation)
    {
        try
        {
            return await calls.AccountedAsync(["check"], DateTimeOffset.UnixEpoch.AddYears(50), cancellation) is null
                ? new EngineCheck(
                    "accounting", IsMet: false,
                    "The site keeps none; keep MinJobAge above the time for which the control plane may be down.",
                    IsOptional: true)
                : new EngineCheck("accounting", IsMet: true, "It answers.", IsOptional: true);
        }
        catch (SlurmFault fault)
        {
            return new EngineCheck("accounting", IsMet: false, fault.Message, IsOptional: true);
        }
    }

    private static async Task<EngineCheck> CheckAsync<T>(string need, string found, Func<Task<T>> ask)
    {
        try
        {
            _ = await ask();
            return new EngineCheck(need, IsMet: true, found);
        }
        catch (SlurmFault fault)
        {
            return new EngineCheck(need, IsMet: false, fault.Message);
        }
    }
}
