using Headroom.Testing;
using Headroom.Traces.Jobs;
using Headroom.Traces.Openb;

namespace Headroom.Traces.Tests;

/// <summary>What <c>docs/guide/traces.md</c> says is so.</summary>
public sealed class GuideTests
{
    private static readonly string Guide =
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "traces.md"));

    [Fact]
    public void The_guide_names_every_column_of_the_forms_that_users_write() => Assert.All(
        [.. CsvForm.Form.Known, .. NodeForm.Form.Known, .. TaskForm.Form.Known],
        column => Assert.Contains($"`{column}`", Guide, StringComparison.Ordinal));

    [Fact]
    public void The_example_of_the_own_form_reads()
    {
        var start = Guide.IndexOf("    id,submit_s", StringComparison.Ordinal);
        var end = Guide.IndexOf("\n\n", start, StringComparison.Ordinal);
        using var file = TemporaryFile.Of(Guide[start..end].Replace("    ", "", StringComparison.Ordinal));

        var history = JobHistoryReader.Read(file.Path, JobHistoryFormat.Csv, true);

        Assert.Equal(["debug", "translate, zh"], history.Jobs.Select(job => job.Name));
    }
}
