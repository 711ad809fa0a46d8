using Headroom.Privacy.Patterns;
using Headroom.Privacy.Rules;

namespace Headroom.Privacy.Detection;

/// <summary>Finds keys and tokens: by how they begin, or by the name to which they are given.</summary>
internal sealed class SecretFinder(DetectorOptions options)
{
    private const int WordMax = 400;
    private const int NameMax = 64;
    private const int NamedLengthMin = 12;
    private const int PasswordLengthMin = 6;
    private const double KnownEntropyMin = 2.5;
    private const double NamedEntropyMin = 3.2;
    private const int GenericLengthMin = 16;
    private const double GenericEntropyMin = 3.5;

    private static readonly byte[][] SecretWords =
    [
        "secret"u8.ToArray(), "token"u8.ToArray(), "apikey"u8.ToArray(), "api_key"u8.ToArray(), "api-key"u8.ToArray(),
        "accesskey"u8.ToArray(), "access_key"u8.ToArray(), "private_key"u8.ToArray(), "credential"u8.ToArray(),
        "authorization"u8.ToArray(), "auth_key"u8.ToArray(), "client_key"u8.ToArray(),
    ];

    private static readonly byte[][] PasswordWords =
        ["passw"u8.ToArray(), "pwd"u8.ToArray(), "密码"u8.ToArray(), "口令"u8.ToArray()];

    private readonly bool _isWanted = options.LooksFor(RuleBook.Secret);
    private readonly float _minimum = options.MinimumOf(RuleBook.Secret);

    /// <summary>Adds a secret with a digit at <paramref name="at"/>; the place behind it, or 0 where there is none.</summary>
    public int Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int at, int covered, List<Finding> findings)
    {
        if (!_isWanted) return 0;

        var start = at;
        var least = Math.Max(covered, at - WordMax);
        while (start > least && IsWordPart(text[start - 1])) start--;

        // No family begins with a digit.
        if (start < at && Known(text, start, at, findings) is > 0 and var end) return end;
        return Named(text, name, start, at, findings);
    }

    private int Known(ReadOnlySpan<byte> text, int start, int at, List<Finding> findings)
    {
        for (var first = start; first <= at && first + 1 < text.Length; first++)
        {
            if (first > 0 && first > start && Spans.IsAlphanumeric(text[first - 1])) continue;

            foreach (var family in SecretBook.Beginning(text[first], text[first + 1]))
            {
                if (!text[first..].StartsWith(family.Prefix)) continue;

                var end = EndOf(text, first + family.Prefix.Length, family.Set, family.LengthMax);
                var length = end - first - family.Prefix.Length;
                if (length < family.LengthMin || end <= at || end < text.Length && Spans.IsAlphanumeric(text[end]))
                    continue;
                if (Entropy(text[(first + family.Prefix.Length)..end]) < Math.Min(KnownEntropyMin, length / 4.0))
                    continue;
                return Add(findings, first, end, family.Rule);
            }
        }

        return 0;
    }

    // name = value, or a value that is a whole field.
    private int Named(ReadOnlySpan<byte> text, ReadOnlySpan<byte> field, int start, int at, List<Finding> findings)
    {
        var name = NameBefore(text, start);
        if (name.IsEmpty && start <= 1) name = field;
        if (name.IsEmpty) return 0;

        var end = at;
        while (end < text.Length && end - start <= WordMax && IsValuePart(text[end])) end++;
        if (end - start < PasswordLengthMin) return 0;

        Span<byte> lower = stackalloc byte[NameMax];
        var length = Math.Min(name.Length, NameMax);
        for (var index = 0; index < length; index++)
            lower[index] = (uint)(name[index] - 'A') < 26 ? (byte)(name[index] | 0x20) : name[index];

        lower = lower[..length];
        if (Has(lower, PasswordWords) && text[start..end].IndexOfAny("([{$"u8) < 0) return Add(findings, start, end, SecretBook.Generic);
        if (end - start < NamedLengthMin || Entropy(text[start..end]) < NamedEntropyMin) return 0;

        foreach (var family in SecretBook.Named)
        {
            if (family.Length == end - start && lower.IndexOf(family.Word) >= 0
                && EndOf(text, start, family.Set, int.MaxValue) >= end)
            {
                return Add(findings, start, end, family.Rule);
            }
        }

        return Has(lower, SecretWords) && IsRandom(text[start..end])
            ? Add(findings, start, end, SecretBook.Generic)
            : 0;
    }

    // Names and calls of programs have few digits, and signs that no token has.
    private static bool IsRandom(ReadOnlySpan<byte> value)
    {
        var digits = 0;
        foreach (var code in value)
        {
            if (!Spans.IsAlphanumeric(code)
                && code is not ((byte)'+' or (byte)'/' or (byte)'=' or (byte)'_' or (byte)'-'))
            {
                return false;
            }

            if ((uint)(code - '0') < 10) digits++;
        }

        return digits >= 3 && value.Length >= GenericLengthMin && Entropy(value) >= GenericEntropyMin;
    }

    private int Add(List<Finding> findings, int start, int end, Rule rule)
    {
        if (rule.Score < _minimum) return 0;
        return Overlaps.Add(findings, new Finding(start, end, rule, rule.Score)) ? end : 0;
    }

    // Back over quotes and spaces to '=' or ':', and over what stands before it.
    private static ReadOnlySpan<byte> NameBefore(ReadOnlySpan<byte> text, int at)
    {
        var isAssigned = false;
        for (var signs = 0; at > 0 && signs < 8 && text[at - 1] is (byte)' ' or (byte)'"' or (byte)'\'' or (byte)'=' or (byte)':' or (byte)'>'; signs++)
            isAssigned |= text[--at] is (byte)'=' or (byte)':';

        if (at >= 3 && text[(at - 3)..at].SequenceEqual("："u8)) (at, isAssigned) = (at - 3, true);
        if (!isAssigned) return default;

        var start = at;
        while (start > 0 && at - start < NameMax && (IsWordPart(text[start - 1]) || text[start - 1] >= 0x80)) start--;
        return text[start..at];
    }

    private static bool Has(ReadOnlySpan<byte> name, byte[][] words)
    {
        foreach (var word in words)
        {
            if (name.IndexOf(word) >= 0) return true;
        }

        return false;
    }

    private static int EndOf(ReadOnlySpan<byte> text, int at, AsciiSet set, int lengthMax)
    {
        var start = at;
        while (at < text.Length && at - start < lengthMax && set.Contains(text[at])) at++;
        return at;
    }

    // Shannon's, bits a character.
    private static double Entropy(ReadOnlySpan<byte> value)
    {
        Span<int> counts = stackalloc int[128];
        counts.Clear();
        foreach (var code in value) counts[code & 0x7F]++;
        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count > 0) entropy -= (double)count / value.Length * Math.Log2((double)count / value.Length);
        }

        return entropy;
    }

    private static bool IsWordPart(byte code) =>
        Spans.IsAlphanumeric(code)
            || code is (byte)'_' or (byte)'-' or (byte)'.' or (byte)'$' or (byte)'/' or (byte)'~';

    private static bool IsValuePart(byte code) =>
        code is > 0x20 and < 0x7F and not ((byte)'"' or (byte)'\'' or (byte)',' or (byte)';' or (byte)'<' or (byte)'>' or (byte)'&' or (byte)'}' or (byte)')' or (byte)'\\');
}
