using Headroom.Storage.Faults;

namespace Headroom.Storage.Sql;

/// <summary>Texts that both databases keep as they are: no character 0, no half of a surrogate pair.</summary>
internal static class Texts
{
    public static void Require(Value value)
    {
        if (!value.IsText || IsKept(value.Text)) return;

        throw new StoreException(
            StoreFault.Refused,
            "A text holds the character 0 or half of a character",
            "send texts in valid Unicode without that character");
    }

    private static bool IsKept(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0')) return false;

        var first = text.IndexOfAnyInRange('\ud800', '\udfff');
        for (var index = first < 0 ? text.Length : first; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index])) continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1])) return false;
            index++;
        }

        return true;
    }
}
