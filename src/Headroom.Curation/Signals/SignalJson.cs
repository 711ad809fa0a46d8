using Headroom.Curation.Output;

namespace Headroom.Curation.Signals;

/// <summary>
/// Writes signals as RedPajama-V2 does: each a list of spans in code points, with the value of each. A hot path: what
/// is written of lines is more than the text.
/// </summary>
internal sealed class SignalJson
{
    private const int CountSignal = 2;

    private readonly ByteBuffer _spans = new();
    private readonly List<int> _ends = [];

    /// <summary>Writes one object with all signals.</summary>
    public void Write(SignalScan scan, bool writesLines, ByteBuffer output)
    {
        output.Write("{"u8);
        for (var signal = 0; signal < SignalNames.Documents.Count; signal++)
        {
            if (signal > 0) output.Write(","u8);
            Begin(SignalNames.Documents[signal], output);
            output.Write("[0,"u8);
            output.Write(scan.Characters);
            output.Write(","u8);
            WriteValue(scan[(DocumentSignal)signal], (DocumentSignal)signal == DocumentSignal.Words, output);
            output.Write("]]"u8);
        }

        if (writesLines) WriteLines(scan.Lines, output);
        output.Write("}"u8);
    }

    private void WriteLines(IReadOnlyList<LineSignals> lines, ByteBuffer output)
    {
        // All six signals have the same spans, which are written once and copied.
        _spans.Clear();
        _ends.Clear();
        foreach (var line in lines)
        {
            _spans.Write(_ends.Count > 0 ? ",["u8 : "["u8);
            _spans.Write(line.Start);
            _spans.Write(","u8);
            _spans.Write(line.End);
            _spans.Write(","u8);
            _ends.Add(_spans.Length);
        }

        for (var signal = 0; signal < SignalNames.Lines.Count; signal++)
        {
            output.Write(","u8);
            Begin(SignalNames.Lines[signal], output);
            var start = 0;
            for (var index = 0; index < lines.Count; index++)
            {
                output.Write(_spans.Written[start.._ends[index]]);
                WriteValue(lines[index][signal], signal == CountSignal, output);
                output.Write("]"u8);
                start = _ends[index];
            }

            output.Write("]"u8);
        }
    }

    private static void Begin(string name, ByteBuffer output)
    {
        output.Write("\""u8);
        output.WriteAscii(name);
        output.Write("\":["u8);
    }

    private static void WriteValue(double value, bool isCount, ByteBuffer output)
    {
        if (double.IsNaN(value))
        {
            output.Write("null"u8);
            return;
        }

        if (!isCount && value == 0)
        {
            output.Write("0.0"u8);
            return;
        }

        var whole = (long)value;
        output.Write(whole);
        if (!isCount) WriteFraction((int)Math.Round((value - whole) * 1e8), output);
    }

    // Eight decimals without the zeros at their end, but for the first.
    private static void WriteFraction(int fraction, ByteBuffer output)
    {
        Span<byte> digits = stackalloc byte[9];
        digits[0] = (byte)'.';
        for (var place = 8; place > 0; place--)
        {
            digits[place] = (byte)('0' + fraction % 10);
            fraction /= 10;
        }

        var length = 9;
        while (length > 2 && digits[length - 1] == '0') length--;
        output.Write(digits[..length]);
    }
}
