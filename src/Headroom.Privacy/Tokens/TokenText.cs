using System.Buffers;
using System.Text;
using Headroom.Privacy.Detection;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Rules;

namespace Headroom.Privacy.Tokens;

/// <summary>Finds tokens in texts. Not thread-safe.</summary>
internal sealed class TokenText
{
    private const int EntityBytesMax = 40;

    private static readonly SearchValues<byte> Names = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_"u8);

    private readonly Dictionary<string, Rule> _rules = [];

    /// <summary>Puts all tokens of a text into <paramref name="findings"/>, in their order.</summary>
    public void Find(ReadOnlySpan<byte> text, List<Finding> findings)
    {
        findings.Clear();
        Span<byte> hash = stackalloc byte[LetterCode.Bytes];
        for (var from = 0; text[from..].IndexOf(LetterCode.Token) is >= 0 and var length;)
        {
            var sign = from + length;
            from = sign + 1;
            var start = text[Math.Max(0, sign - EntityBytesMax)..sign].LastIndexOf((byte)'<');
            if (start < 0) continue;

            start += Math.Max(0, sign - EntityBytesMax);
            var end = sign + 1 + LetterCode.Letters;
            if (end >= text.Length || text[end] != '>' || !IsName(text[(start + 1)..sign])
                || !LetterCode.TryRead(text[(sign + 1)..end], hash))
            {
                continue;
            }

            findings.Add(new Finding(start, end + 1, RuleOf(text[(start + 1)..sign]), 1));
            from = end + 1;
        }
    }

    private static bool IsName(ReadOnlySpan<byte> entity) =>
        !entity.IsEmpty && entity.IndexOfAnyExcept(Names) < 0;

    private Rule RuleOf(ReadOnlySpan<byte> entity)
    {
        var name = Encoding.ASCII.GetString(entity);
        if (_rules.TryGetValue(name, out var rule)) return rule;

        rule = new Rule { Entity = name, Name = "token", Score = 1 };
        _rules.Add(name, rule);
        return rule;
    }
}
