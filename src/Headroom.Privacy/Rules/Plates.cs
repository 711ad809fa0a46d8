using System.Text;

namespace Headroom.Privacy.Rules;

/// <summary>
/// Plates of Chinese vehicles (GA 36-2018): a province and a letter before five or six places, and the kinds with a
/// character of their own behind or before.
/// </summary>
internal static class Plates
{
    private const string Provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    private const string Others = "使领军空海北沈兰济南广成民";
    private const string Endings = "学警港澳挂领试超使";

    private static readonly byte[] ProvinceBytes = Encoding.UTF8.GetBytes(Provinces + Others);
    private static readonly byte[] EndingBytes = Encoding.UTF8.GetBytes(Endings);

    public static bool Refine(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        var number = text[start..end];
        if (number.IndexOfAnyInRange((byte)'0', (byte)'9') < 0) return false;

        var places = number.Length;
        var first = start;
        if (IsSeparator(text, first, out var before) && before > 0 && IsUpper(text[before - 1]))
        {
            // 京A·12345: the letter stands before the dot.
            first = before - 1;
            places++;
        }
        else if (!IsUpper(number[0]))
        {
            return IsPolice(text, ref start, ref end) || IsWithoutLetter(text, ref start, ref end);
        }

        if (!IsProvince(text, first)) return false;
        var hasEnding = IsOneOf(text, end, EndingBytes);
        if (places is not (6 or 7) && !(places == 5 && hasEnding)) return false;
        if (text[first] is (byte)'I' || number[1..].IndexOfAny((byte)'I', (byte)'O') >= 0) return false;

        start = first - 3;
        if (hasEnding && places < 7) end += 3;
        return true;
    }

    // Five digits behind a province and a word that says what they are: 闽20401领, 使123456.
    private static bool IsWithoutLetter(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        if (end - start is not (5 or 6) || !IsProvince(text, start)) return false;
        if (text[start..end].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return false;

        var hasEnding = IsOneOf(text, end, EndingBytes);
        if (!hasEnding && !text[(start - 3)..start].SequenceEqual("使"u8)) return false;
        start -= 3;
        if (hasEnding) end += 3;
        return true;
    }

    // WJ京12345, the armed police.
    private static bool IsPolice(ReadOnlySpan<byte> text, ref int start, ref int end)
    {
        if (end - start is not (4 or 5 or 6) || !IsProvince(text, start)) return false;
        if (start < 5 || !text[(start - 5)..(start - 3)].SequenceEqual("WJ"u8)) return false;
        start -= 5;
        return true;
    }

    private static bool IsSeparator(ReadOnlySpan<byte> text, int at, out int before)
    {
        before = at;
        if (at >= 2 && text[(at - 2)..at].SequenceEqual("·"u8)) before = at - 2;
        else if (at >= 3 && text[(at - 3)..at].SequenceEqual("•"u8)) before = at - 3;
        else if (at >= 1 && text[at - 1] is (byte)' ' or (byte)'-' or (byte)'.') before = at - 1;
        return before < at;
    }

    private static bool IsProvince(ReadOnlySpan<byte> text, int at) => at >= 3 && IsOneOf(text, at - 3, ProvinceBytes);

    private static bool IsOneOf(ReadOnlySpan<byte> text, int at, byte[] characters)
    {
        if (at + 3 > text.Length || text[at] < 0xE0) return false;
        for (var index = 0; index < characters.Length; index += 3)
        {
            if (text.Slice(at, 3).SequenceEqual(characters.AsSpan(index, 3))) return true;
        }

        return false;
    }

    private static bool IsUpper(byte code) => (uint)(code - 'A') < 26;
}
