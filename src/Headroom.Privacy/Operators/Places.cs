using System.Text;

namespace Headroom.Privacy.Operators;

/// <summary>
/// Leaves of a place what many people share: the province, or the municipality, of a Chinese address, and the state of
/// an American one.
/// </summary>
internal static class Places
{
    // What ends the widest part of a Chinese address, from the widest on.
    private static readonly string[] Ends = ["特别行政区", "自治区", "省", "市"];

    private static readonly string[] Municipalities = ["北京", "上海", "天津", "重庆", "香港", "澳门"];

    private static readonly HashSet<string> States =
    [
        .. ("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK "
            + "OR PA RI SC SD TN TX UT VT VA WA WV WI WY").Split(' '),
    ];

    /// <summary>What is left; null where no wider place can be told.</summary>
    public static string? Generalised(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value);
        if (Municipalities.FirstOrDefault(name => text.StartsWith(name, StringComparison.Ordinal)) is { } municipality)
            return municipality;

        foreach (var end in Ends)
        {
            // A place has two characters or more before its kind, and a long one is no province.
            var at = text.IndexOf(end, StringComparison.Ordinal);
            if (at is >= 2 and <= 8 && at + end.Length < text.Length) return text[..(at + end.Length)];
        }

        return text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).LastOrDefault(States.Contains);
    }
}
