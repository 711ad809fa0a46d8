using Headroom.Engines.Contract;
using Headroom.Engines.Discovery;

namespace Headroom.Engines.Tests.Discovery;

public sealed class NvidiaSmiTests
{
    private const string TwoChips =
        "0, GPU-1f0a2b3c, NVIDIA A100-SXM4-80GB, 81920\n1, GPU-2f0a2b3c, NVIDIA A100-SXM4-80GB, [N/A]\n";

    [Fact]
    public void Its_lines_are_accelerators_by_index() => Assert.Equal(
        [
            new DiscoveredGpu("NVIDIA A100-SXM4-80GB", 81_920, "GPU-1f0a2b3c"),
            new DiscoveredGpu("NVIDIA A100-SXM4-80GB", 0, "GPU-2f0a2b3c"),
        ],
        NvidiaSmi.Parse(TwoChips));

    [Theory]
    [InlineData("No devices were found\n")]
    [InlineData("1, GPU-a, A100, 1\n")]
    [InlineData("0, GPU-a, A100\n")]
    public void Anything_else_is_not_understood(string output) => Assert.Null(NvidiaSmi.Parse(output));

    [Fact]
    public async Task A_machine_without_the_program_has_none_and_no_warning()
    {
        var (gpus, warning) = await QueryAsync("/no/such/program");

        Assert.Empty(gpus);
        Assert.Null(warning);
    }

    [Theory]
    [InlineData("exit 9", "ended with 9")]
    [InlineData("exec yes", "said too much")]
    [InlineData("echo x", "said what cannot be understood")]
    public async Task What_goes_wrong_is_a_warning(string script, string part)
    {
        using var folder = new ScratchFolder();
        ScratchProgram.Write(folder.At("smi"), $"#!/bin/sh\n{script}\n");

        var (gpus, warning) = await QueryAsync(folder.At("smi"));

        Assert.Empty(gpus);
        Assert.Contains(part, warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_answer_is_taken()
    {
        using var folder = new ScratchFolder();
        ScratchProgram.Write(
            folder.At("smi"), $"#!/bin/sh\n[ \"$2\" = --format=csv,noheader,nounits ] && printf '{TwoChips}'\n");

        var (gpus, warning) = await QueryAsync(folder.At("smi"));

        Assert.Equal((2, null), (gpus.Count, warning));
    }

    private static Task<(Cluster.ValueList<DiscoveredGpu> Gpus, string? Warning)> QueryAsync(string program) =>
        NvidiaSmi.QueryAsync(program, TimeProvider.System, TestContext.Current.CancellationToken);
}
