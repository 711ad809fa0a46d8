using Headroom.Client.Jobs;
using Headroom.Client.Wire;
using Headroom.Cluster;

namespace Headroom.Server.Tests.Agreements;

/// <summary>A job outside the terms of its agreement does not start, and the reason names the clause.</summary>
public sealed class AgreedJobsTests : IAsyncLifetime
{
    private readonly AgreedExchange _exchange = new();
    private RealPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await RealPool.StartWithAsync(options => options with
    {
        ExchangeFolder = _exchange.Folder,
        Fleet = options.Fleet with
        {
            Nodes = [.. options.Fleet.Nodes.Select(node => node with { Place = new NodePlace(AgreedExchange.Region) })],
        },
    });

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        _exchange.Dispose();
    }

    [Fact]
    public async Task A_job_within_the_terms_runs_and_counts()
    {
        var first = await RunAsync(_exchange.Job(2_400));
        Assert.Equal(JobStatus.Succeeded, first.State);

        var more = await RefusedAsync(_exchange.Job(1_201));
        Assert.Contains("clause GpuSeconds ", more, StringComparison.Ordinal);
        _exchange.Report($"job-{first.Id}", 5);
        Assert.Equal(JobStatus.Succeeded, (await RunAsync(_exchange.Job(1_201))).State);
        Assert.Contains("clause Jobs ", await RefusedAsync(_exchange.Job(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_let_start_is_remembered_over_a_restart()
    {
        await RunAsync(_exchange.Job());
        await RunAsync(_exchange.Job());
        await _pool.RestartAsync();

        Assert.Contains("clause Jobs ", await RefusedAsync(_exchange.Job(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_clause_refuses_what_it_is_about()
    {
        var job = _exchange.Job();
        var other = new[] { "/bin/sh", "-c", "echo stolen" };
        var attempts = new (string Clause, JobRequest Request)[]
        {
            ("Payer", job with { Order = "" }), ("Payer", job with { Order = _exchange.Order(_exchange.Stranger, job.Command) }),
            ("Payer", job with { Command = other }), ("Command", job with { Command = other, Order = _exchange.Order(_exchange.Payer, other) }),
            ("Command", job with { Environment = new Dictionary<string, string> { ["LD_PRELOAD"] = "/tmp/spy.so" } }),
            ("Command", job with { Directory = "/tmp" }), ("Command", job with { Array = 2 }),
            ("Purpose", job with { Purpose = "resale" }), ("Region", job with { Regions = ["us-west"] }),
            ("Chip", job with { Models = ["H100"] }), ("GpuSeconds", job with { TimeLimitSeconds = null }),
            ("GpuSeconds", job with { TimeLimitSeconds = 3_601 }), ("GpuSeconds", job with { Gpus = 4 }),
        };

        foreach (var (clause, request) in attempts)
            Assert.Contains($"clause {clause} ", await RefusedAsync(request), StringComparison.Ordinal);
        var unknown = await RefusedAsync(job with { Agreement = new string('0', 64) });
        Assert.Contains("no agreement", unknown, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_exchange.Folder, "starts.jsonl")));
    }

    [Fact]
    public async Task An_order_starts_one_job_only()
    {
        var job = _exchange.Job();
        Assert.Equal(JobStatus.Succeeded, (await RunAsync(job)).State);

        await StartIsRefusedAsync(job, "Payer");
    }

    [Fact]
    public async Task An_agreement_that_ends_while_a_job_waits_lets_it_not_start()
    {
        var before = await _pool.Admin.SubmitAsync(RealPool.Script("read line; exit 1") with { Command = ["/bin/sleep", "600"] }, "before");
        var waiting = await _pool.Admin.SubmitAsync(
            _exchange.Job() with { After = [new JobDependency(before.First, JobEnd.Any)] }, "waiting");
        _exchange.End();
        await _pool.Admin.CancelAsync(before.First);

        await EndsRefusedAsync(waiting.First, "InForce");
        Assert.Contains("clause InForce ", await RefusedAsync(_exchange.Job()), StringComparison.Ordinal);
    }

    private async Task<JobDetail> RunAsync(JobRequest request)
    {
        var made = await _pool.Admin.SubmitAsync(request, Guid.NewGuid().ToString());
        return await RealPool.UntilEndedAsync(_pool.Admin, made.First);
    }

    private async Task StartIsRefusedAsync(JobRequest request, string clause)
    {
        var made = await _pool.Admin.SubmitAsync(request, Guid.NewGuid().ToString());
        await EndsRefusedAsync(made.First, clause);
    }

    private async Task EndsRefusedAsync(long id, string clause)
    {
        var job = await RealPool.UntilEndedAsync(_pool.Admin, id);
        Assert.Equal(JobStatus.Failed, job.State);
        Assert.Contains(job.Runs, attempt => attempt.Detail.Contains($"clause {clause} ", StringComparison.Ordinal));
    }

    private async Task<string> RefusedAsync(JobRequest request)
    {
        var fault = await Assert.ThrowsAsync<ApiException>(
            () => _pool.Admin.SubmitAsync(request, Guid.NewGuid().ToString()));
        Assert.Equal(409, fault.Problem!.Status);
        return fault.Problem.Title;
    }
}
