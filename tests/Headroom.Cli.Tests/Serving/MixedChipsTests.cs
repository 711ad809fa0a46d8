using Headroom.Client.Jobs;

namespace Headroom.Cli.Tests.Serving;

/// <summary>The real program on a machine with accelerators of two models.</summary>
public sealed class MixedChipsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headroom-mixed-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_job_sees_accelerators_of_the_model_that_it_asked_for()
    {
        using var program = new RealProgram(_folder, store: null, gpus: "A100:2,H100:1");
        await program.StartAsync();
        using var client = program.Client();
        var nodes = await client.NodesAsync(Token);
        var large = await client.SubmitAsync(Request("H100", 1), "h", Token);
        var pair = await client.SubmitAsync(Request("A100", 2), "a", Token);

        Assert.Equal([("local-a100", 2), ("local-h100", 1)], nodes.Select(node => (node.Name, node.Gpus)));
        Assert.Equal("2\n", await WrittenAsync(large.First));
        Assert.Equal("0,1\n", await WrittenAsync(pair.First));

        async Task<string> WrittenAsync(long job)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            while ((await client.JobAsync(job, patience.Token)).State != JobStatus.Succeeded)
                await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);

            return (await client.LogAsync(job, isError: false, 0, patience.Token)).Text;
        }
    }

    private static JobRequest Request(string model, int gpus) => new()
    {
        Command = ["/bin/sh", "-c", "echo $CUDA_VISIBLE_DEVICES"],
        Gpus = gpus,
        Models = [model],
        CpuMillicores = 10,
    };
}
