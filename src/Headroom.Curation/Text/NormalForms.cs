using System.Globalization;

namespace Headroom.Curation.Text;

/// <summary>
/// The canonical decompositions and combining classes of Unicode (UAX #15), from a table of our own: the runtime is set
/// to know no cultures and leaves normal forms alone.
/// </summary>
internal static class NormalForms
{
    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;
    private const int Vowels = 21;
    private const int Trails = 28;

    private static readonly Dictionary<int, int[]> Decompositions = [];
    private static readonly Dictionary<int, byte> Classes = [];
    private static readonly Dictionary<(int First, int Second), int> Compositions = [];
    private static readonly HashSet<int> Seconds = [];
    private static readonly bool[] SurelyComposed;

    static NormalForms()
    {
        using var stream = typeof(NormalForms).Assembly.GetManifestResourceStream("normal-forms.txt")!;
        using var reader = new StreamReader(stream);
        var direct = new List<(int Code, int[] Parts)>();
        while (reader.ReadLine() is { } line)
        {
            var mark = line.IndexOfAny(['+', '-', '=', '#']);
            if (line[mark] == '#') continue;

            if (line[mark] == '=') ReadClass(line, mark);
            else direct.Add((Code(line[..mark]), [.. line[(mark + 1)..].Split(',').Select(Code)]));
            if (line[mark] == '+') Compositions[(direct[^1].Parts[0], direct[^1].Parts[1])] = direct[^1].Code;
        }

        foreach (var (code, parts) in direct) Decompositions[code] = parts;
        foreach (var (code, parts) in direct) Decompositions[code] = Full(parts);
        Seconds.UnionWith(Compositions.Keys.Select(pair => pair.Second));
        SurelyComposed = [.. Enumerable.Range(0, 0x10000).Select(ComputeSurelyComposed)];
    }

    /// <summary>Combining class: 0 for what begins a character.</summary>
    public static int ClassOf(int code) => Classes.GetValueOrDefault(code);

    /// <summary>Adds the full canonical decomposition of a code point; itself when it has none.</summary>
    public static void Decompose(int code, List<int> parts)
    {
        if (code is >= HangulFirst and <= HangulLast)
        {
            var index = code - HangulFirst;
            parts.Add(0x1100 + index / (Vowels * Trails));
            parts.Add(0x1161 + index % (Vowels * Trails) / Trails);
            if (index % Trails > 0) parts.Add(0x11A7 + index % Trails);
        }
        else if (Decompositions.TryGetValue(code, out var full))
        {
            parts.AddRange(full);
        }
        else
        {
            parts.Add(code);
        }
    }

    /// <summary>Puts marks that follow each other into the order of their classes; equal ones stay.</summary>
    public static void Order(List<int> codes)
    {
        for (var start = 0; start < codes.Count; start++)
        {
            if (ClassOf(codes[start]) == 0) continue;

            var end = start + 1;
            while (end < codes.Count && ClassOf(codes[end]) != 0) end++;
            if (end - start > 1) OrderRun(codes, start, end);
            start = end;
        }
    }

    // A sort that keeps equal ones in place: a text may be nothing but marks, and moving each one costs the square.
    private static void OrderRun(List<int> codes, int start, int end)
    {
        var ordered = codes.GetRange(start, end - start).OrderBy(ClassOf).ToList();
        for (var index = start; index < end; index++) codes[index] = ordered[index - start];
    }

    /// <summary>
    /// Whether normal form C leaves a code point alone whatever stands around it (NFC_Quick_Check=Yes, class 0).
    /// </summary>
    public static bool IsSurelyComposed(int code) =>
        (uint)code < (uint)SurelyComposed.Length ? SurelyComposed[code] : ComputeSurelyComposed(code);

    /// <summary>
    /// Composes decomposed and ordered code points, in place (normal form C).
    /// </summary>
    public static void Compose(List<int> codes)
    {
        var starter = -1;
        var written = 0;
        var lastClass = -1;
        for (var read = 0; read < codes.Count; read++)
        {
            var code = codes[read];
            var kind = ClassOf(code);

            // A mark reaches its starter unless one of its class or above stands between them.
            if (starter >= 0 && lastClass < kind && Composed(codes[starter], code) is { } whole)
            {
                codes[starter] = whole;
                continue;
            }

            if (kind == 0)
            {
                starter = written;
                lastClass = -1;
            }
            else
            {
                lastClass = kind;
            }

            codes[written++] = code;
        }

        codes.RemoveRange(written, codes.Count - written);
    }

    private static bool ComputeSurelyComposed(int code)
    {
        if (ClassOf(code) != 0 || Seconds.Contains(code) || code is (>= 0x1161 and < 0x1176) or (> 0x11A7 and < 0x11C3))
            return false;

        if (code is >= HangulFirst and <= HangulLast || !Decompositions.ContainsKey(code)) return true;

        var parts = new List<int>();
        Decompose(code, parts);
        Compose(parts);
        return parts is [var only] && only == code;
    }

    private static int? Composed(int first, int second)
    {
        if (first is >= 0x1100 and < 0x1113 && second is >= 0x1161 and < 0x1176)
            return HangulFirst + ((first - 0x1100) * Vowels + (second - 0x1161)) * Trails;
        if (first is >= HangulFirst and <= HangulLast && (first - HangulFirst) % Trails == 0
            && second is > 0x11A7 and < 0x11C3)
        {
            return first + second - 0x11A7;
        }

        return Compositions.TryGetValue((first, second), out var whole) ? whole : null;
    }

    // Only first parts are decomposed again, but a single part may be too.
    private static int[] Full(int[] parts)
    {
        var full = new List<int>();
        foreach (var part in parts)
        {
            if (Decompositions.TryGetValue(part, out var inner)) full.AddRange(Full(inner));
            else full.Add(part);
        }

        return [.. full];
    }

    private static void ReadClass(string line, int mark)
    {
        var dots = line.IndexOf("..", StringComparison.Ordinal);
        var kind = byte.Parse(line[(mark + 1)..], CultureInfo.InvariantCulture);
        for (var code = Code(line[..dots]); code <= Code(line[(dots + 2)..mark]); code++) Classes[code] = kind;
    }

    private static int Code(string hexadecimal) =>
        int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
