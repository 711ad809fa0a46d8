using Headroom.Curation.Text;

namespace Headroom.Curation.Tests.Filters;

/// <summary>Whole documents, as datatrove's own code judged them.</summary>
public sealed class DatatroveVerdictTests
{
    [Theory]
    [InlineData("gopher_repetition", "gopher-repetition")]
    [InlineData("gopher_quality", "gopher-quality")]
    [InlineData("c4_quality", "c4", "terminal-mark=0")]
    [InlineData("c4_quality_strict", "c4")]
    [InlineData("fineweb_quality", "fineweb", "duplicate-line-characters-max=0.01,inclusive=0")]
    public void English_documents_get_the_verdict_of_datatrove(string oracle, string stage, string settings = "")
    {
        var expected = CurationCases.Of("datatrove_verdicts_en.jsonl").ToDictionary(
            item => item.GetProperty("input").GetProperty("corpus_id").GetString()!,
            item => item.GetProperty("expected").GetProperty(oracle).GetString()!);
        var breaker = new TreebankWords();
        var filter = SomeFilters.Create(stage, settings, breaker);
        var document = new Document(breaker);

        var differences = new List<string>();
        foreach (var record in CurationCases.Records("corpus.jsonl.gz"))
        {
            if (!expected.TryGetValue(record.GetProperty("id").GetString()!, out var reason)) continue;

            document.Read(record.GetProperty("text").GetString()!);
            var verdict = filter.Judge(document).Reason ?? "keep";
            if (verdict != reason) differences.Add($"{record.GetProperty("id")}: {verdict}, expected {reason}");
        }

        Assert.Empty(differences);
    }
}
