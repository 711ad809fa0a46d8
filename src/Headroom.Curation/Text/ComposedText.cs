using System.Text;

namespace Headroom.Curation.Text;

/// <summary>Texts in normal form C (UAX #15). An instance keeps scratch memory and serves one thread.</summary>
internal sealed class ComposedText
{
    private readonly List<int> _codes = [];
    private byte[] _bytes = [];

    /// <summary>The text composed; itself when it is so already. Valid until the next call.</summary>
    /// <param name="text">Valid UTF-8.</param>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text) || IsComposed(text)) return text;

        _codes.Clear();
        for (var index = 0; index < text.Length;) NormalForms.Decompose(Utf8.Next(text, ref index), _codes);
        NormalForms.Order(_codes);
        NormalForms.Compose(_codes);
        if (_bytes.Length < 4 * _codes.Count) _bytes = new byte[4 * _codes.Count];

        var length = 0;
        foreach (var code in _codes) length += new Rune(code).EncodeToUtf8(_bytes.AsSpan(length));
        return _bytes.AsSpan(0, length);
    }

    private static bool IsComposed(ReadOnlySpan<byte> text)
    {
        for (var index = 0; index < text.Length;)
        {
            if (!NormalForms.IsSurelyComposed(Utf8.Next(text, ref index))) return false;
        }

        return true;
    }
}
