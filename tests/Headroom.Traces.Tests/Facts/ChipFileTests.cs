using System.Text.RegularExpressions;
using Headroom.Testing;
using Headroom.Traces.Facts;

namespace Headroom.Traces.Tests.Facts;

public sealed partial class ChipFileTests
{
    [Fact]
    public void Every_chip_that_ships_has_its_precision_date_and_source()
    {
        var chips = ChipFile.Read(Path.Combine(Repository.Root, "facts", "chips.csv"));

        Assert.Equal(chips.Count, chips.Select(chip => chip.Name).Distinct().Count());
        Assert.All(chips, chip =>
        {
            // Dense speeds of 16 bits only: others must not be added up with them.
            Assert.Contains(chip.Precision, (string[])["bf16", "fp16"]);
            Assert.Matches(Month(), chip.Date);
            Assert.True(chip.Source.Length > 10, $"{chip.Name} has no source");
            Assert.InRange(chip.Teraflops, 10, 10_000);
        });
    }

    [Theory]
    [InlineData("X,bf16,0,80,400,2026-01,a data sheet", "above zero")]
    [InlineData("X,bf16,100,80,400,2026-01,", "source")]
    [InlineData("X,bf16,sparse,80,400,2026-01,a data sheet", "dense figure")]
    public void A_row_that_lacks_something_is_refused_with_its_line(string row, string reason)
    {
        using var file = TemporaryFile.Of($"chip,precision,tflops,memory_gb,power_w,date,source\n{row}\n");

        var refusal = file.RefusalBy(path => ChipFile.Read(path));

        Assert.StartsWith("line 2", refusal, StringComparison.Ordinal);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\d{4}-\d{2}$")]
    private static partial Regex Month();
}
