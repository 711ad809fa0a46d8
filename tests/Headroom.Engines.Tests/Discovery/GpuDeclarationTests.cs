using Headroom.Engines.Discovery;

namespace Headroom.Engines.Tests.Discovery;

public sealed class GpuDeclarationTests
{
    [Theory]
    [InlineData("0", "")]
    [InlineData("2", "gpu gpu")]
    [InlineData("A100:2", "A100 A100")]
    [InlineData(" A100 : 1 , H100:2 ", "A100 H100 H100")]
    [InlineData("NVIDIA A100:80G:1", "NVIDIA A100:80G")]
    [InlineData("A100:0,H100:1", "H100")]
    public void A_declaration_is_one_entry_an_accelerator(string text, string models)
    {
        var gpus = GpuDeclaration.Parse(text, out var fault);

        Assert.Null(fault);
        Assert.Equal(models, string.Join(' ', gpus.Select(gpu => gpu.Model)));
    }

    [Theory]
    [InlineData("", "A part is empty")]
    [InlineData("A100:4,", "A part is empty")]
    [InlineData("A100", "'A100' in 'A100' is no count")]
    [InlineData("A100:x", "'x' in 'A100:x' is no count")]
    [InlineData("A100:-1", "'-1' in 'A100:-1' is no count")]
    [InlineData("A100:1.5", "'1.5' in")]
    [InlineData("A100:", "'' in 'A100:' is no count")]
    [InlineData(":4", "':4' names no model")]
    [InlineData("17", "'17' in '17' is no count")]
    [InlineData("A100:99999999999", "is no count")]
    [InlineData("A100:10,H100:7", "'H100:7' makes 17 accelerators")]
    [InlineData("a\u001bb:x", "'a?b:x'")]
    public void A_fault_names_its_part(string text, string part)
    {
        var gpus = GpuDeclaration.Parse(text, out var fault);

        Assert.Empty(gpus);
        Assert.Contains(part, fault, StringComparison.Ordinal);
    }
}
