using Headroom.Privacy.Names;

namespace Headroom.Privacy.Detection;

/// <summary>
/// Finds personal data and secrets in UTF-8 text: numbers and addresses of networks in one pass, in time that grows
/// with the findings, and names in another. One for each thread: it keeps what it works with. Hot: no allocation
/// a text.
/// </summary>
public sealed class Detector
{
    private readonly PatternFinder _patterns;
    private readonly SecretFinder _secrets;
    private readonly AddressFinder _addresses;
    private readonly NameFinder? _names;
    private readonly ModelNames? _otherNames;

    /// <summary>A detector that looks for what <paramref name="options"/> say.</summary>
    public Detector(DetectorOptions options)
    {
        _patterns = new PatternFinder(options);
        _secrets = new SecretFinder(options);
        _addresses = new AddressFinder(options);
        _names = NameFinder.For(options);
        _otherNames = ModelNames.For(options);
    }

    /// <summary>
    /// Fills <paramref name="findings"/> with what is in a text: in the order of their places, none overlapping another.
    /// </summary>
    /// <param name="text">UTF-8; bytes that are none are no part of any finding.</param>
    /// <param name="name">Name of the field that holds the text, as a context; empty for none.</param>
    /// <param name="findings">Emptied first.</param>
    public void Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, List<Finding> findings)
    {
        findings.Clear();
        FindNumbers(text, name, findings);
        if (_otherNames is not null && FieldKinds.Of(name) == FieldKind.Any) _otherNames.Find(text, findings);
        else _names?.Find(text, name, findings);
    }

    private void FindNumbers(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, List<Finding> findings)
    {
        var triggers = new Triggers(text);
        var at = triggers.Next(0);
        if (at < 0) return;

        _patterns.Begin();
        while (at >= 0)
        {
            var next = text[at] switch
            {
                (byte)'@' => _addresses.Email(text, at, findings),
                (byte)':' => _addresses.Colon(text, at, findings),
                (byte)'-' => _addresses.Hyphen(text, at, findings),
                _ => Number(text, name, at, findings),
            };
            at = triggers.Next(Math.Max(next, at + 1));
        }
    }

    // A number, or a word with digits in it.
    private int Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int at, List<Finding> findings)
    {
        var covered = findings.Count > 0 ? findings[^1].End : 0;
        if (at < covered) return covered;

        if (_addresses.AtNumber(text, at, findings) is > 0 and var address) return address;

        var secret = _secrets.Find(text, name, at, covered, findings);
        return secret > 0 ? secret : _patterns.Find(text, name, at, covered, findings);
    }
}
