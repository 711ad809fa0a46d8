using System.Globalization;
using System.Text.Json;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tests.Filters;

/// <summary>The inputs of datatrove's unit tests, with the answers that they ask for.</summary>
public sealed class DatatroveCaseTests
{
    [Theory]
    [InlineData("GopherRepetitionFilter", "gopher-repetition")]
    [InlineData("GopherQualityFilter", "gopher-quality")]
    [InlineData("C4QualityFilter", "c4")]
    [InlineData("FineWebQualityFilter", "fineweb")]
    public void Every_case_gets_its_verdict(string rule, string stage)
    {
        foreach (var item in CurationCases.Of("datatrove_filters.jsonl", rule))
        {
            var breaker = new TreebankWords();
            var document = new Document(breaker);
            document.Read(item.GetProperty("input").GetProperty("text").GetString()!);
            var expected = item.GetProperty("expected");

            var verdict = SomeFilters.Create(stage, Settings(item.GetProperty("params"), stage), breaker).Judge(document);

            Assert.Equal(expected.GetProperty("keep").GetBoolean(), verdict.IsKept);
            if (expected.TryGetProperty("reason", out var reason)) Assert.Equal(reason.GetString(), verdict.Reason);
            if (expected.TryGetProperty("text", out var text))
                Assert.Equal(text.GetString(), System.Text.Encoding.UTF8.GetString(document.Text));
        }
    }

    private static string Settings(JsonElement parameters, string stage)
    {
        var settings = new List<string>();
        Add("min_doc_words", "words-min");
        Add("max_doc_words", "words-max");
        Add("min_num_sentences", "sentences-min");
        if (stage == "fineweb") settings.AddRange(["duplicate-line-characters-max=0.01", "inclusive=0"]);
        if (parameters.TryGetProperty("filter_no_terminal_punct", out var mark) && !mark.GetBoolean())
            settings.Add("terminal-mark=0");
        return string.Join(',', settings);

        void Add(string parameter, string key)
        {
            if (!parameters.TryGetProperty(parameter, out var value)) return;

            // There a negative number switches the rule off.
            settings.Add(string.Create(CultureInfo.InvariantCulture, $"{key}={Math.Max(0, value.GetDouble())}"));
        }
    }
}
