namespace Headroom.Curation;

/// <summary>
/// Replaces personal data in texts. Whoever runs a recipe gives it, since what personal data is, is no question of
/// curation. An instance belongs to one thread; what it writes depends on the text alone.
/// </summary>
public interface ITextMasker
{
    /// <summary>Masks a text; whether anything was replaced.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="masked">The masked text when something was, in valid UTF-8, until the next call.</param>
    bool Mask(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> masked);
}

/// <summary>How a run masks.</summary>
/// <param name="Id">Names what is masked and how: a run goes on only with the same one.</param>
/// <param name="Create">Makes a masker for one thread.</param>
public sealed record Masking(string Id, Func<ITextMasker> Create);
