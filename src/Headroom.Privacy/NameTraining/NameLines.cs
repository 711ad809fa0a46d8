using System.Text;
using System.Text.Encodings.Web;
using Headroom.Privacy.Names;
using Headroom.Privacy.Samples;

namespace Headroom.Privacy.NameTraining;

/// <summary>Makes JSON Lines of texts with numbers, names and addresses.</summary>
public static class NameLines
{
    private const int TailLength = 3;

    /// <summary>
    /// Typical lines of <see cref="SampleText"/>, each with a sentence of <see cref="NameSentences"/> behind, and how
    /// many numbers, names and addresses are in them.
    /// </summary>
    /// <param name="seed">Which lines.</param>
    /// <param name="bytes">At least so many bytes.</param>
    public static (byte[] Text, int Planted) Make(ulong seed, int bytes)
    {
        var (plain, planted) = new SampleText(seed).Lines(bytes, SampleDensity.Typical);
        var sentences = new NameSentences(seed);
        var lines = new MemoryStream(bytes + bytes / 4);
        for (var rest = plain.AsSpan(); rest.Length > 0 && lines.Length < bytes;)
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

        return (lines.ToArray(), planted);
    }
}
