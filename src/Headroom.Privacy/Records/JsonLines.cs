using System.Buffers;
using System.Globalization;
using System.Text;

namespace Headroom.Privacy.Records;

/// <summary>
/// JSON Lines: a value of JSON a line (RFC 8259). Checks the grammar as it goes, without recursion. Hot: texts are
/// skipped by a search for their end, so that a line costs little more than its structure.
/// </summary>
/// <param name="takesAll">
/// Whether all values are taken; else numbers too short to be anybody's, and truths, are passed over.
/// </param>
internal sealed class JsonLines(bool takesAll = false) : IRecordFormat
{
    /// <summary>Deepest nesting of arrays and objects.</summary>
    public const int DepthMax = 1_000;

    private const int NoName = -1;

    // Names of members are looked into as well, but nobody's number is shorter than this.
    private const int NameBytesMin = 7;

    private static readonly SearchValues<byte> TextEnds =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private readonly int[] _nameStarts = new int[DepthMax + 1];
    private readonly int[] _nameEnds = new int[DepthMax + 1];
    private readonly int[] _indexes = new int[DepthMax + 1];
    private readonly bool[] _isArray = new bool[DepthMax + 1];
    private int _depth;

    public int Record { get; private set; }

    public ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> block)
    {
        for (var depth = _depth; depth > 0; depth--)
        {
            if (!_isArray[depth]) return _nameStarts[depth] < 0 ? default : block[_nameStarts[depth].._nameEnds[depth]];
        }

        return default;
    }

    public string PathIn(ReadOnlySpan<byte> block)
    {
        if (_depth == 1 && !_isArray[1] && _nameStarts[1] >= 0)
            return Encoding.UTF8.GetString(block[_nameStarts[1].._nameEnds[1]]);

        var path = new StringBuilder();
        for (var depth = 1; depth <= _depth; depth++)
        {
            if (_isArray[depth])
            {
                path.Append(CultureInfo.InvariantCulture, $"[{_indexes[depth]}]");
            }
            else if (_nameStarts[depth] >= 0)
            {
                if (path.Length > 0) path.Append('.');
                path.Append(Encoding.UTF8.GetString(block[_nameStarts[depth].._nameEnds[depth]]));
            }
        }

        return path.ToString();
    }

    public void Walk(ReadOnlySpan<byte> block, IFieldSink sink)
    {
        Record = 0;
        for (var start = 0; start < block.Length; Record++)
        {
            var length = block[start..].IndexOf((byte)'\n');
            var end = length < 0 ? block.Length : start + length;
            Line(block[..end], start, sink);
            start = end + 1;
        }
    }

    private void Line(ReadOnlySpan<byte> block, int at, IFieldSink sink)
    {
        _depth = 0;
        SkipSpace(block, ref at);
        if (at == block.Length) return;

        var needsValue = true;
        while (true)
        {
            SkipSpace(block, ref at);
            if (needsValue)
            {
                needsValue = Value(block, ref at, sink);
                if (!needsValue && _depth == 0) break;
                continue;
            }

            // Behind a value: on with the next one, or out of what holds it.
            var code = at < block.Length ? block[at] : (byte)0;
            if (code == ',')
            {
                at++;
                if (_isArray[_depth]) _indexes[_depth]++;
                else Name(block, ref at, sink);
                needsValue = true;
            }
            else if (code == (_isArray[_depth] ? ']' : '}'))
            {
                at++;
                if (--_depth == 0) break;
            }
            else
            {
                throw Fault(at, "a comma or the end of an array or object is missing");
            }
        }

        SkipSpace(block, ref at);
        if (at < block.Length) throw Fault(at, "something stands behind the JSON of the line");
    }

    // True where a value is to come next, because an array or object began.
    private bool Value(ReadOnlySpan<byte> block, ref int at, IFieldSink sink)
    {
        if (at >= block.Length) throw Fault(at, "a value is missing");

        switch (block[at])
        {
            case (byte)'"':
                Text(block, ref at, sink);
                return false;
            case (byte)'{':
            case (byte)'[':
                return Begin(block, ref at, sink);
            case (byte)'t':
                return Word(block, ref at, "true"u8, sink);
            case (byte)'f':
                return Word(block, ref at, "false"u8, sink);
            case (byte)'n':
                return Word(block, ref at, "null"u8, null);
            default:
                Number(block, ref at, sink);
                return false;
        }
    }

    private bool Begin(ReadOnlySpan<byte> block, ref int at, IFieldSink sink)
    {
        if (_depth == DepthMax) throw Fault(at, $"nested deeper than {DepthMax:N0} arrays and objects");

        var isArray = block[at++] == '[';
        SkipSpace(block, ref at);
        _depth++;
        (_isArray[_depth], _indexes[_depth], _nameStarts[_depth]) = (isArray, 0, NoName);
        if (at < block.Length && block[at] == (isArray ? ']' : '}'))
        {
            at++;
            _depth--;
            return false;
        }

        if (!isArray) Name(block, ref at, sink);
        return true;
    }

    private void Name(ReadOnlySpan<byte> block, ref int at, IFieldSink sink)
    {
        SkipSpace(block, ref at);
        if (at >= block.Length || block[at] != '"') throw Fault(at, "the name of a member is missing");

        var start = at + 1;
        _nameStarts[_depth] = NoName;
        Text(block, ref at, sink, NameBytesMin);
        (_nameStarts[_depth], _nameEnds[_depth]) = (start, at - 1);
        SkipSpace(block, ref at);
        if (at >= block.Length || block[at] != ':') throw Fault(at, "a colon is missing behind a name");
        at++;
    }

    private void Text(ReadOnlySpan<byte> block, ref int at, IFieldSink sink, int least = 1)
    {
        var start = ++at;
        var isEscaped = false;
        while (true)
        {
            var length = block[at..].IndexOfAny(TextEnds);
            if (length < 0) throw Fault(start - 1, "a text has no end on its line");

            at += length;
            if (block[at] == '"') break;
            if (block[at] != '\\') throw Fault(at, "a control character stands in a text; it must be escaped");
            isEscaped = true;
            at = Math.Min(at + 2, block.Length);
        }

        if (at - start >= least)
            sink.Take(block, start, at, isEscaped ? FieldWriting.JsonEscaped : FieldWriting.JsonText, this);
        at++;
    }

    private void Number(ReadOnlySpan<byte> block, ref int at, IFieldSink sink)
    {
        var start = at;
        if (at < block.Length && block[at] == '-') at++;
        var digits = SkipDigits(block, ref at);
        if (digits == 0) throw Fault(start, "this is no value of JSON");
        if (at < block.Length && block[at] == '.')
        {
            at++;
            if (SkipDigits(block, ref at) == 0) throw Fault(at, "digits are missing behind a decimal point");
        }

        if (at < block.Length && (block[at] | 0x20) == 'e')
        {
            at++;
            if (at < block.Length && block[at] is (byte)'+' or (byte)'-') at++;
            if (SkipDigits(block, ref at) == 0) throw Fault(at, "digits are missing in an exponent");
        }

        if (takesAll || digits > 3) sink.Take(block, start, at, FieldWriting.JsonNumber, this);
    }

    private static int SkipDigits(ReadOnlySpan<byte> block, ref int at)
    {
        var start = at;
        while (at < block.Length && (uint)(block[at] - '0') < 10) at++;
        return at - start;
    }

    private bool Word(ReadOnlySpan<byte> block, ref int at, ReadOnlySpan<byte> word, IFieldSink? sink)
    {
        if (!block[at..].StartsWith(word)) throw Fault(at, "this is no value of JSON");
        if (takesAll) sink?.Take(block, at, at + word.Length, FieldWriting.JsonNumber, this);
        at += word.Length;
        return false;
    }

    private static void SkipSpace(ReadOnlySpan<byte> block, ref int at)
    {
        while (at < block.Length && block[at] is (byte)' ' or (byte)'\t' or (byte)'\r') at++;
    }

    private static BlockException Fault(int at, string why) => new(at, $"not a line of JSON: {why}");
}
