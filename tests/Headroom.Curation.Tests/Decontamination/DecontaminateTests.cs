using System.Text;
using Headroom.Curation.Decontamination;
using Headroom.Curation.Filters;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tests.Decontamination;

/// <summary>The pieces that the Janitor of lm-evaluation-harness leaves.</summary>
public sealed class DecontaminateTests
{
    [Fact]
    public void The_pieces_that_are_left_are_those_of_the_Janitor()
    {
        foreach (var item in CurationCases.Of("decontamination.jsonl"))
        {
            var parameters = item.GetProperty("params");
            var input = item.GetProperty("input");
            var contaminants = new Contaminants(parameters.GetProperty("ngram_n").GetInt32());
            foreach (var text in input.GetProperty("contaminants").EnumerateArray())
                contaminants.Add(Encoding.UTF8.GetBytes(text.GetString()!));
            var values = new RuleValues(Decontaminate.Form.Keys, new Dictionary<string, double>
            {
                ["margin"] = parameters.GetProperty("window_to_remove").GetDouble(),
                ["hits-max"] = parameters.GetProperty("too_dirty_cutoff").GetDouble(),
                ["piece-min"] = parameters.GetProperty("minimum_slice_length").GetDouble(),
            });
            var document = new Document(new WhitespaceWords());
            document.Read(input.GetProperty("text").GetString()!);

            var verdict = new Decontaminate(values, contaminants).Judge(document);

            var chunks = item.GetProperty("expected").GetProperty("chunks").EnumerateArray()
                .Select(chunk => chunk.GetString()!).ToArray();
            Assert.Equal(chunks.Length > 0, verdict.IsKept);
            if (verdict.IsKept) Assert.Equal(string.Join('\n', chunks), Encoding.UTF8.GetString(document.Text));
        }
    }
}
