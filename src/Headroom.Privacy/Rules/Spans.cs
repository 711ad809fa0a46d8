using System.Net;
using Headroom.Privacy.Validation;

namespace Headroom.Privacy.Rules;

/// <summary>Ends of findings that a row of places cannot tell.</summary>
internal static class Spans
{
    /// <summary>
    /// As many letters and digits as the country's numbers have, single spaces or hyphens between them.
    /// </summary>
    public static bool Iban(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        var length = BankNumbers.IbanLength(text[start], text[start + 1]);
        if (length == 0) return false;

        Span<byte> compact = stackalloc byte[length];
        var count = 0;
        var at = start;
        for (; at < end && count < length; at++)
        {
            if (IsAlphanumeric(text[at])) compact[count++] = text[at];
            else if (!IsAlphanumeric(text[at - 1])) return false;
        }

        if (count < length || at < text.Length && IsAlphanumeric(text[at])) return false;
        end = at;
        return BankNumbers.Iban(compact);
    }

    /// <summary>Four numbers up to 255 that no further number follows, and that do not number a heading.</summary>
    public static bool Ipv4(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        var (part, most) = (0, 0);
        foreach (var code in text[start..end])
        {
            part = code == '.' ? 0 : part * 10 + code - '0';
            most = Math.Max(most, part);
        }

        if (most > 255 || (most < 100 && IsHeading(text, start, end))) return false;

        end = Network(text, end, 32);
        return true;
    }

    /// <summary>Groups of digits that no further group stands beside: rows of numbers are no telephone's.</summary>
    public static bool OutsideRow(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        var before = text[..start].TrimEnd((byte)' ');
        var after = text[end..].TrimStart((byte)' ');
        return (before.Length == start || before.IsEmpty || !char.IsAsciiDigit((char)before[^1]))
            && (after.Length == text.Length - end || after.IsEmpty || !char.IsAsciiDigit((char)after[0]));
    }

    /// <summary>2024年3月15日: the year is found, the rest read on.</summary>
    public static bool ChineseDate(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        var at = end;
        if (!Skip(text, ref at, "年"u8) || !Number(text, ref at, 12) || !Skip(text, ref at, "月"u8)) return false;

        var afterMonth = at;
        end = Number(text, ref at, 31) && (Skip(text, ref at, "日"u8) || Skip(text, ref at, "号"u8)) ? at : afterMonth;
        return true;
    }

    /// <summary>Addresses of version 6 among hexadecimal digits, colons and dots.</summary>
    public static bool Ipv6(ReadOnlySpan<byte> text, int at, out int start, out int end)
    {
        (start, end) = (at, at);
        while (start > 0 && at - start < 40 && IsAddressPart(text[start - 1])) start--;
        while (end < text.Length && end - at < 46 && IsAddressPart(text[end])) end++;
        while (end > start && text[end - 1] == '.') end--;
        if (end - start < 2 || start > 0 && IsAlphanumeric(text[start - 1]) || end < text.Length
            && IsAlphanumeric(text[end]))
        {
            return false;
        }

        var found = text[start..end];
        if (found.Count((byte)':') < 2 || !IPAddress.TryParse(found, out _) || IsCode(found)) return false;
        if (end < text.Length && text[end] == '%')
        {
            var zone = end + 1;
            while (zone < text.Length && zone - end < 16 && IsAlphanumeric(text[zone])) zone++;
            end = zone > end + 1 ? zone : end;
        }

        end = Network(text, end, 128);
        return true;
    }

    // The length of a network's prefix behind an address belongs to it.
    private static int Network(ReadOnlySpan<byte> text, int end, int most)
    {
        if (end >= text.Length || text[end] != '/') return end;

        var at = end + 1;
        var length = 0;
        while (at < text.Length && at - end <= 3 && (uint)(text[at] - '0') < 10)
            length = length * 10 + text[at++] - '0';
        return at == end + 1 || length > most || at < text.Length && IsAlphanumeric(text[at]) ? end : at;
    }

    public static bool IsAlphanumeric(byte code) => (uint)(code - '0') < 10 || (uint)((code | 0x20) - 'a') < 26;

    // Names of packages such as B::C, numbers of lines such as 587::, and '::' alone, an operator in many languages.
    // What ends in two colons is the start of a network, whose first group has four digits.
    private static bool IsCode(ReadOnlySpan<byte> found) =>
        !found.ContainsAnyInRange((byte)'0', (byte)'9') || (found.EndsWith("::"u8) && found.IndexOf((byte)':') < 4);

    // 6.3.4.1. Partitioning: at the start of its line, and words behind it.
    private static bool IsHeading(ReadOnlySpan<byte> text, int start, int end)
    {
        var line = start;
        while (line > 0 && text[line - 1] == ' ') line--;
        if (line > 0 && text[line - 1] != '\n') return false;
        if (text[start..].StartsWith("10."u8) || end + 1 >= text.Length) return false;

        var next = text[end + 1];
        return text[end] switch
        {
            (byte)'.' => next is (byte)' ' or (byte)'\n',
            (byte)' ' => next is (>= (byte)'A' and <= (byte)'Z') or >= 0x80,
            _ => false,
        };
    }

    private static bool IsAddressPart(byte code) =>
        (uint)(code - '0') < 10 || (uint)((code | 0x20) - 'a') < 6 || code is (byte)':' or (byte)'.';

    private static bool Skip(ReadOnlySpan<byte> text, ref int at, ReadOnlySpan<byte> word)
    {
        if (!text[at..].StartsWith(word)) return false;
        at += word.Length;
        return true;
    }

    private static bool Number(ReadOnlySpan<byte> text, ref int at, int most)
    {
        var (first, number) = (at, 0);
        while (at < text.Length && at - first < 2 && (uint)(text[at] - '0') < 10)
            number = number * 10 + text[at++] - '0';
        return at > first && number >= 1 && number <= most;
    }
}
