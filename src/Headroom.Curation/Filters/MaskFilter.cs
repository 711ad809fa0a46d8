namespace Headroom.Curation.Filters;

/// <summary>Masks personal data in the texts that stay.</summary>
internal sealed class MaskFilter(ITextMasker masker) : IDocumentFilter
{
    /// <summary>Its form in recipes.</summary>
    public static FilterForm Form { get; } = new(
        "mask",
        "nothing: replaces personal data and secrets as the policy of the run says; edits the text",
        [],
        (_, context) => new MaskFilter((context.Masking
            ?? throw new InvalidOperationException("A recipe that masks runs without a masking.")).Create()));

    public string Name => Form.Name;

    public Verdict Judge(Document document)
    {
        if (masker.Mask(document.Text, out var masked)) document.Replace(masked);
        return Verdict.Keep;
    }
}
