using System.Diagnostics;
using System.Globalization;
using Headroom.Testing;

namespace Headroom.Cli.Tests.Federated;

public sealed class FederatedSampleTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_sample_specialises_a_base_model_for_both_owners()
    {
        Assert.SkipUnless(File.Exists(Python), $"{Python} is not there");
        var torch = await ExternalProgram.RunAsync(new ProcessStartInfo(Python, ["-c", "import torch"]));
        Assert.SkipUnless(torch.ExitCode == 0, "PyTorch is not installed; 'apt-get install python3-torch' installs it");

        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(Repository.Root, "samples", "federated", "run.sh"), _folder.At("run")]);
        start.Environment["HEADROOM"] = Path.Combine(AppContext.BaseDirectory, "headroom");
        (start.Environment["ROUNDS"], start.Environment["NOISE"]) = ("2", "1");
        var run = await ExternalProgram.RunAsync(start);

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        Assert.Contains("epsilon ", run.Output, StringComparison.Ordinal);
        Assert.True(BothOf(run.Output, "federated") < BothOf(run.Output, "base"), run.Output);
        Assert.True(BothOf(run.Output, "federated") < BothOf(run.Output, "branches alone"), run.Output);
    }

    private static double BothOf(string table, string name) => double.Parse(
        table.Split('\n').Single(line => line.StartsWith(name, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1],
        CultureInfo.InvariantCulture);
}
