using System.Text;

namespace Headroom.Curation.Tests.Running;

/// <summary>Masking as a stage of a run.</summary>
public sealed class MaskRunTests : IDisposable
{
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void What_the_masker_replaces_is_replaced_in_what_stays()
    {
        var input = _fixture.Write("a.jsonl", "{\"text\":\"call Anna\"}\n{\"text\":\"call nobody\"}\n");

        var report = _fixture.Run("stages:\n  - mask\n", "out", [input], masking: new Masking("m", () => new AnnaMasker()));

        Assert.Equal("{\"text\":\"call <NAME>\"}\n{\"text\":\"call nobody\"}\n",
            Encoding.UTF8.GetString(_fixture.Results("out")["kept/a.jsonl"]));
        Assert.Equal(1, report.DocumentsEdited);
    }

    [Fact]
    public void A_recipe_that_masks_is_refused_when_nobody_says_how()
    {
        var input = _fixture.Write("a.jsonl", "{\"text\":\"x\"}\n");

        var fault = Assert.Throws<CurationException>(() => _fixture.Run("stages:\n  - mask\n", "out", [input]));

        Assert.Contains("name a policy", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_goes_on_only_with_the_same_masking()
    {
        var input = _fixture.Write("a.jsonl", "{\"text\":\"x\"}\n");
        _fixture.Run("stages:\n  - mask\n", "out", [input], masking: new Masking("m", () => new AnnaMasker()));

        Assert.Throws<CurationException>(() => _fixture.Run(
            "stages:\n  - mask\n", "out", [input], resumes: true, masking: new Masking("other", () => new AnnaMasker())));
    }

    private sealed class AnnaMasker : ITextMasker
    {
        public bool Mask(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> masked)
        {
            var before = Encoding.UTF8.GetString(text);
            var after = before.Replace("Anna", "<NAME>", StringComparison.Ordinal);
            masked = Encoding.UTF8.GetBytes(after);
            return after != before;
        }
    }
}
