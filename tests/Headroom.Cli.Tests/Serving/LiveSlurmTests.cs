using Headroom.Client;
using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Client.Wire;
using Headroom.Testing;

namespace Headroom.Cli.Tests.Serving;

/// <summary>A real Slurm cluster that comes to a pool which serves already, in the real program.</summary>
public sealed class LiveSlurmTests : IClassFixture<SlurmCluster>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly SlurmCluster _slurm;
    private readonly string _folder = Directory.CreateTempSubdirectory("headroom-live-").FullName;

    public LiveSlurmTests(SlurmCluster slurm) => _slurm = slurm;

    private static CancellationToken End => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_takes_work_at_once_and_keeps_it_over_a_crash_and_is_removed_only_when_nothing_runs_there()
    {
        _slurm.Need();
        using var program = new RealProgram(_folder, store: null);
        await program.StartAsync();
        using (var before = program.Client())
        {
            var west = new ClusterRequest
            {
                Text = $"engine: slurm\nname: west\nregion: cn-west\nconfiguration: {_slurm.Configuration}\n",
            };
            var added = await before.AddClusterAsync(west, End);
            Assert.Equal((4, 32), (added.Cluster.NodesInService, added.Cluster.Gpus));
            await before.SubmitAsync(OnSlurm("while [ ! -e go ]; do sleep 0.1; done"), "1", End);
            await UntilAsync(before, 1, JobStatus.Running);
        }

        program.Kill();
        await program.StartAsync();
        using var admin = program.Client();
        var refused = await Assert.ThrowsAsync<ApiException>(() => admin.RemoveClusterAsync("west", cancellation: End));
        Assert.Equal("JOBS_RUN", refused.Problem!.Key);
        await File.WriteAllTextAsync(Path.Combine(_folder, "go"), "", End);
        var job = await UntilAsync(admin, 1, JobStatus.Succeeded);

        Assert.Equal(1, job.Attempts);
        Assert.Equal("COMPLETED", _slurm.Run("squeue", "-h", "-t", "all", "--name=hr-1-1-0", "-o", "%T"));
        Assert.Equal(0, (await admin.RemoveClusterAsync("west", cancellation: End)).JobsLeft);
        Assert.Equal(["local"], (await admin.ClustersAsync(End)).Select(cluster => cluster.Name));
    }

    private JobRequest OnSlurm(string script) => new()
    {
        Command = ["/bin/sh", "-c", script],
        Gpus = 8,
        CpuMillicores = 10,
        Models = ["h100"],
        Directory = _folder,
    };

    private static async Task<JobDetail> UntilAsync(HeadroomClient client, long id, JobStatus state)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var job = await client.JobAsync(id, patience.Token);
            if (job.State == state) return job;

            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }
}
