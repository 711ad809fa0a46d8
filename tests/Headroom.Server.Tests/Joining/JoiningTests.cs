using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Client.Wire;

namespace Headroom.Server.Tests.Joining;

/// <summary>Clusters that come to a pool and leave it while it runs, on either kind of store.</summary>
public abstract class JoiningTests(StoreKind kind) : OnePool(kind)
{
    private const string Second = "engine: local\nname: second\nregion: cn-west\ngpus: H100:2\n";

    [Fact]
    public async Task What_is_added_takes_work_at_once_and_is_there_after_a_restart()
    {
        using (var before = Pool.Admin)
        {
            // It runs on while the fleet grows under it, and keeps its place.
            await before.SubmitAsync(Held("go-1"), "1");
            await RealPool.UntilAsync(before, 1, JobStatus.Running);
            await before.SubmitAsync(OnSecond("true"), "2");

            var added = await before.AddClusterAsync(new ClusterRequest { Text = Second });

            Assert.Equal(("second", "local", 1, 2), (
                added.Cluster.Name, added.Cluster.Engine, added.Cluster.NodesInService, added.Cluster.Gpus));
            var ran = await RealPool.UntilEndedAsync(before, 2);
            Assert.Equal((JobStatus.Succeeded, "H100"), (ran.State, ran.Stretches[0].Resource));
            await before.SubmitAsync(Held("go-3") with { Models = ["H100"] }, "3");
            await RealPool.UntilAsync(before, 3, JobStatus.Running);
        }

        await Pool.RestartAsync();
        using var admin = Pool.Admin;
        Assert.Equal(["local", "second"], (await admin.ClustersAsync()).Select(cluster => cluster.Name));
        await ReleaseAsync("go-1", "go-3");
        foreach (var job in (long[])[1, 3])
        {
            var ended = await RealPool.UntilEndedAsync(admin, job);
            Assert.Equal((JobStatus.Succeeded, 1), (ended.State, ended.Attempts));
        }

        await admin.SubmitAsync(OnSecond("true"), "4");
        Assert.Equal(JobStatus.Succeeded, (await RealPool.UntilEndedAsync(admin, 4)).State);
    }

    [Fact]
    public async Task What_runs_keeps_its_cluster_and_what_is_removed_takes_no_work_until_it_is_back()
    {
        using var admin = Pool.Admin;
        await admin.AddClusterAsync(new ClusterRequest { Text = Second });
        await admin.SubmitAsync(Held("go-1") with { Models = ["H100"] }, "1");
        await RealPool.UntilAsync(admin, 1, JobStatus.Running);

        await RefusedAsync(409, "JOBS_RUN", () => admin.RemoveClusterAsync("second"));
        Assert.Equal(1, (await admin.RemoveClusterAsync("second", isForced: true)).JobsLeft);
        await ReleaseAsync("go-1");
        await admin.SubmitAsync(OnSecond("true"), "2");
        Assert.Equal(["local"], (await admin.ClustersAsync()).Select(cluster => cluster.Name));
        Assert.Equal("FAILED", (await admin.NodesAsync()).Single(node => node.Name == "second").State);
        Assert.Equal(JobStatus.Running, (await admin.JobAsync(1)).State);

        await admin.AddClusterAsync(new ClusterRequest { Text = Second });
        var first = await RealPool.UntilEndedAsync(admin, 1);
        var second = await RealPool.UntilEndedAsync(admin, 2);

        Assert.Equal((JobStatus.Succeeded, 1), (first.State, first.Attempts));
        Assert.Equal(JobStatus.Succeeded, second.State);
        Assert.Equal(2, (await admin.NodesAsync()).Count);
        Assert.Equal(0, (await admin.RemoveClusterAsync("second")).JobsLeft);
    }

    [Fact]
    public async Task The_same_again_changes_nothing_and_each_refusal_has_a_reason()
    {
        using var admin = Pool.Admin;
        using var operating = await Pool.ClientAsync(TokenRole.Operator, "");
        var request = new ClusterRequest { Text = Second };
        await admin.AddClusterAsync(request);
        await admin.AddClusterAsync(request);

        Assert.Equal(2, (await admin.NodesAsync()).Count);
        await RefusedAsync(409, "NAME_TAKEN", () => admin.AddClusterAsync(request with { Text = Second + "root: /tmp/x\n" }));
        await RefusedAsync(409, "NAME_TAKEN", () => admin.AddClusterAsync(new ClusterRequest { Text = "engine: local" }));
        await RefusedAsync(409, "OF_THE_START", () => admin.RemoveClusterAsync("local"));
        await RefusedAsync(404, "", () => admin.RemoveClusterAsync("west/1"));
        await RefusedAsync(422, "text", () => admin.AddClusterAsync(new ClusterRequest { Text = "engine: cloud" }));
        await RefusedAsync(422, "text", () => admin.AddClusterAsync(new ClusterRequest { Text = "engine: local\nimage: x" }));
        await RefusedAsync(422, "text", () => admin.AddClusterAsync(new ClusterRequest { Text = new('x', 100_000) }));
        await RefusedAsync(403, "", () => operating.AddClusterAsync(request));
        await RefusedAsync(403, "", () => operating.RemoveClusterAsync("second"));
        Assert.All(await operating.CheckClusterAsync("second"), check => Assert.True(check.Met));
    }

    [Fact]
    public async Task What_is_silent_is_added_only_when_that_is_wanted_and_tells_so()
    {
        using var admin = Pool.Admin;
        var west = new ClusterRequest { Text = "engine: slurm\nname: west\nprograms: /no/such/folder\n" };

        await RefusedAsync(409, "LACKS", () => admin.AddClusterAsync(west));
        var added = await admin.AddClusterAsync(west with { Force = true });

        Assert.Equal((0, "OUT_OF_SERVICE"), (added.Cluster.Nodes, added.Cluster.State));
        Assert.Contains(added.Checks, check => !check.Met);
        await admin.SubmitAsync(RealPool.Script("true"), "1");
        Assert.Equal(JobStatus.Succeeded, (await RealPool.UntilEndedAsync(admin, 1)).State);
        Assert.Equal(0, (await admin.RemoveClusterAsync("west")).JobsLeft);
    }

    private static async Task RefusedAsync(int status, string key, Func<Task> ask)
    {
        var refused = await Assert.ThrowsAsync<ApiException>(ask);
        Assert.Equal((status, key), (refused.Problem!.Status, refused.Problem.Key));
    }

    private JobRequest Held(string file) =>
        RealPool.Script($"while [ ! -e {file} ]; do sleep 0.1; done") with { Directory = Pool.Folder };

    private static JobRequest OnSecond(string script) => RealPool.Script(script) with { Models = ["H100"] };

    private async Task ReleaseAsync(params string[] files)
    {
        foreach (var file in files) await File.WriteAllTextAsync(Path.Combine(Pool.Folder, file), "");
    }
}

/// <summary>With the store in a file.</summary>
public sealed class JoiningTestsInAFile() : JoiningTests(StoreKind.Sqlite);

/// <summary>With the store on a server.</summary>
public sealed class JoiningTestsOnPostgres() : JoiningTests(StoreKind.Postgres);
