using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;

namespace Headroom.Privacy.Masking;

/// <summary>
/// Masks texts one after another, where they are in memory already and in no file. One for each thread. What it writes
/// depends on policy and text alone.
/// </summary>
public sealed class TextMask : IDisposable
{
    private readonly BlockMask _mask;

    /// <param name="policy">What is looked for and what is done with it.</param>
    /// <exception cref="ArgumentException">The policy needs a key, or what it writes follows from chance.</exception>
    public TextMask(MaskPolicy policy)
    {
        if (policy.NeedsKey || policy.IsRandom)
            throw new ArgumentException($"The policy '{policy.Name}' needs a key or draws by chance.", nameof(policy));

        _mask = new BlockMask(new MaskRun { Policy = policy }, "", new TextLines());
    }

    /// <summary>Masks a text, line by line; whether anything was replaced.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="masked">The masked text when something was, valid until the next call; else empty.</param>
    public bool Mask(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> masked)
    {
        _mask.Mask(text);
        masked = _mask.IsUnchanged ? default : _mask.Output.WrittenSpan;
        return !_mask.IsUnchanged;
    }

    /// <inheritdoc/>
    public void Dispose() => _mask.Dispose();
}
