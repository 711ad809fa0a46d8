using System.Buffers;
using Headroom.Privacy.Rules;

namespace Headroom.Privacy.Detection;

/// <summary>
/// Finds e-mail, web, network and hardware addresses, and private keys, at the sign that each must have.
/// </summary>
internal sealed class AddressFinder(DetectorOptions options)
{
    private const int NameMax = 64;
    private const int SchemeMax = 12;
    private const int UrlMax = 2_083;

    private static readonly SearchValues<byte> UrlEnds =
        SearchValues.Create([.. Enumerable.Range(0, 256).Where(code => code <= 0x20 || code >= 0x7F).Select(code => (byte)code), .. "\"'<>\\`{}|^"u8]);

    // Ends a sentence rather than an address.
    private static readonly SearchValues<byte> UrlTrail = SearchValues.Create(".,;:!?)"u8);

    private static readonly SearchValues<byte> Ipv4Bytes = SearchValues.Create("0123456789."u8);

    private static readonly SearchValues<byte> DomainBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-"u8);

    private readonly bool _email = LooksFor(options, RuleBook.Email);
    private readonly bool _url = LooksFor(options, RuleBook.Url);
    private readonly bool _password = LooksFor(options, RuleBook.UrlPassword);
    private readonly bool _ip = LooksFor(options, RuleBook.Ipv6);
    private readonly bool _mac = LooksFor(options, RuleBook.Mac);
    private readonly bool _key = LooksFor(options, RuleBook.PrivateKey);

    public int Email(ReadOnlySpan<byte> text, int at, List<Finding> findings)
    {
        if (!_email) return at + 1;

        var start = at;
        while (start > 0 && at - start < NameMax && IsNamePart(text[start - 1])) start--;
        while (start < at && text[start] is (byte)'.' or (byte)'-' or (byte)'\'') start++;
        var length = text[(at + 1)..].IndexOfAnyExcept(DomainBytes);
        var end = length < 0 ? text.Length : at + 1 + length;
        while (end > at && text[end - 1] is (byte)'.' or (byte)'-') end--;
        if (start == at || text[at - 1] == '.' || !IsHost(text[(at + 1)..end]) || text[start..at].SequenceEqual("git"u8))
            return at + 1;

        Overlaps.Add(findings, Of(start, end, RuleBook.Email));
        return end;
    }

    public int Colon(ReadOnlySpan<byte> text, int at, List<Finding> findings)
    {
        if (at + 2 < text.Length && text[at + 1] == '/' && text[at + 2] == '/') return Web(text, at, findings);
        if (Hardware(text, at, findings) is > 0 and var end) return end;
        return Network(text, at, findings);
    }

    public int Hyphen(ReadOnlySpan<byte> text, int at, List<Finding> findings)
    {
        if (_key && text[at..].StartsWith("-----BEGIN "u8)) return PrivateKey(text, at, findings);
        return Hardware(text, at, findings) is > 0 and var end ? end : at + 1;
    }

    private static int PrivateKey(ReadOnlySpan<byte> text, int at, List<Finding> findings)
    {
        var header = text[at..Math.Min(text.Length, at + 64)];
        if (header.IndexOf("PRIVATE KEY"u8) < 0) return at + 5;

        var body = text[(at + 11)..];
        var foot = body.IndexOf("-----END "u8);
        var end = text.Length;
        if (foot >= 0 && body[(foot + 9)..].IndexOf("-----"u8) is >= 0 and var last) end = at + 11 + foot + 9 + last + 5;
        Overlaps.Add(findings, Of(at, end, RuleBook.PrivateKey));
        return end;
    }

    private int Web(ReadOnlySpan<byte> text, int at, List<Finding> findings)
    {
        var start = at;
        while (start > 0 && at - start < SchemeMax && (uint)((text[start - 1] | 0x20) - 'a') < 26) start--;
        if (at - start < 2) return at + 1;

        var rest = text[(at + 3)..Math.Min(text.Length, at + 3 + UrlMax)];
        var length = rest.IndexOfAny(UrlEnds);
        var end = at + 3 + (length < 0 ? rest.Length : length);
        while (end > at + 3 && UrlTrail.Contains(text[end - 1])) end--;
        var authority = text[(at + 3)..end];
        if (authority.IndexOfAny("/?#"u8) is >= 0 and var path) authority = authority[..path];
        var name = authority.LastIndexOf((byte)'@');
        if (name > 0 && _password && authority[..name].IndexOf((byte)':') is > 0)
        {
            Overlaps.Add(findings, Of(at + 3, at + 3 + name, RuleBook.UrlPassword));
            return at + 3 + name + 1;
        }

        var host = authority[(name + 1)..];
        if (host.IndexOf((byte)':') is >= 0 and var port) host = host[..port];
        if (!_url || !IsHost(host) && !IsIpv4(host)) return at + 1;

        Overlaps.Add(findings, Of(start, end, RuleBook.Url));
        return end;
    }

    /// <summary>An address of version 6 that begins with a number and has no double colon.</summary>
    public int AtNumber(ReadOnlySpan<byte> text, int at, List<Finding> findings)
    {
        if (!_ip) return 0;

        var end = at;
        while (end < text.Length && end - at < 4 && Uri.IsHexDigit((char)text[end])) end++;
        if (end + 1 >= text.Length || text[end] != ':' || !Uri.IsHexDigit((char)text[end + 1])) return 0;
        return Network(text, at, findings) is var after && after > at + 1 ? after : 0;
    }

    private int Network(ReadOnlySpan<byte> text, int at, List<Finding> findings)
    {
        if (!_ip || !Spans.Ipv6(text, at, out var start, out var end)) return at + 1;

        Overlaps.Add(findings, Of(start, end, RuleBook.Ipv6));
        return end;
    }

    // Six pairs of hexadecimal digits with one sign between them; neither nobody's nor everybody's.
    private int Hardware(ReadOnlySpan<byte> text, int at, List<Finding> findings)
    {
        const int Length = 17;
        var start = at - 2;
        if (!_mac || start < 0 || start + Length > text.Length) return 0;
        if (start > 0 && (Spans.IsAlphanumeric(text[start - 1]) || text[start - 1] == text[at])) return 0;
        if (start + Length < text.Length
            && (Spans.IsAlphanumeric(text[start + Length]) || text[start + Length] == text[at]))
        {
            return 0;
        }

        var (isNobody, isEverybody) = (true, true);
        for (var index = 0; index < Length; index++)
        {
            var code = text[start + index];
            if (index % 3 == 2 ? code != text[at] : !Uri.IsHexDigit((char)code)) return 0;
            isNobody &= index % 3 == 2 || code == '0';
            isEverybody &= index % 3 == 2 || (code | 0x20) == 'f';
        }

        if (isNobody || isEverybody) return start + Length;
        Overlaps.Add(findings, Of(start, start + Length, RuleBook.Mac));
        return start + Length;
    }

    // A name of a host: dots, and letters at its end.
    private static bool IsHost(ReadOnlySpan<byte> host)
    {
        var dot = host.LastIndexOf((byte)'.');
        if (dot <= 0 || host.Length - dot - 1 is < 2 or > 24 || host.IndexOf(".."u8) >= 0) return false;
        if (host.IndexOfAnyExcept(DomainBytes) >= 0) return false;

        foreach (var code in host[(dot + 1)..])
        {
            if ((uint)((code | 0x20) - 'a') >= 26) return false;
        }

        return true;
    }

    private static bool IsIpv4(ReadOnlySpan<byte> host)
    {
        var (start, end) = (0, host.Length);
        return host.Count((byte)'.') == 3 && host.IndexOfAnyExcept(Ipv4Bytes) < 0
            && Spans.Ipv4(host, ref start, ref end);
    }

    private static bool IsNamePart(byte code) =>
        Spans.IsAlphanumeric(code)
            || code is (byte)'.' or (byte)'_' or (byte)'%' or (byte)'+' or (byte)'-' or (byte)'\'';

    private static bool LooksFor(DetectorOptions options, Rule rule) =>
        options.LooksFor(rule.Entity) && rule.Score >= options.MinimumOf(rule.Entity);

    private static Finding Of(int start, int end, Rule rule) => new(start, end, rule, rule.Score);
}
