using System.Globalization;

namespace Headroom.Server.Views;

/// <summary>Reads where a stretch ran: <c>3x2 7</c> is two tasks on node 3 and one on node 7.</summary>
internal static class StretchNodes
{
    public static IEnumerable<(int Node, int Tasks)> Of(string text) => text
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('x'))
        .Select(part => (Number(part[0]), part.Length > 1 ? Number(part[1]) : 1));

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
