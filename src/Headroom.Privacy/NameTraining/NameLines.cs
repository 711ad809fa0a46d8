using System.Text;
using System.Text.Encodings.Web;
using Headroom.Privacy.Names;
using Headroom.Privacy.Samples;

namespace Headroom.Privacy.NameTraining;

/// <summary>Makes JSON Lines of texts with numbers, names and addresses.</summary>
public static class NameLines
{
    private const int TailLength = 3;

    // Made a piece at a time, so that memory is taken for the result alone.
    private const int PieceBytes = 1 << 18;

    /// <summary>
    /// Typical lines of <see cref="SampleText"/>, each with a sentence of <see cref="NameSentences"/> behind, and how
    /// many numbers, names and addresses are in them.
    /// </summary>
    /// <param name="seed">Which lines.</param>
    /// <param name="bytes">At least so many bytes.</param>
    public static (byte[] Text, int Planted) Make(ulong seed, int bytes)
    {
        var (sample, sentences) = (new SampleText(seed), new NameSentences(seed));
        var lines = new MemoryStream(bytes + 2 * PieceBytes);
        var planted = 0;
        while (lines.Length < bytes)
        {
            var (piece, numbers) = sample.Lines(PieceBytes, SampleDensity.Typical);
            planted += numbers + AddSentences(piece, sentences, lines);
        }

        return (lines.ToArray(), planted);
    }

    private static int AddSentences(ReadOnlySpan<byte> rest, NameSentences sentences, MemoryStream lines)
    {
        var planted = 0;
        while (rest.Length > 0)
        {
            var length = rest.IndexOf((byte)'\n') + 1;
            lines.Write(rest[..(length - TailLength)]);
            rest = rest[length..];
            var sentence = sentences.Next(1);
            planted += sentence.Spans.Count(span => span.Tag is NameTag.PersonBegin or NameTag.AddressBegin);
            lines.Write(Encoding.UTF8.GetBytes(
                JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Encoding.UTF8.GetString(sentence.Text))));
            lines.Write("\"}\n"u8);
        }

        return planted;
    }
}
