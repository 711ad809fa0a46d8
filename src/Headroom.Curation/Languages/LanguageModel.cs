using System.IO.Compression;
using System.Text;

namespace Headroom.Curation.Languages;

/// <summary>
/// Weights of runs of letters for each language: a softmax regression over the mean of them, rounded to 15 steps. Safe
/// to use from several threads.
/// </summary>
public sealed class LanguageModel
{
    /// <summary>Most languages of a model.</summary>
    public const int LanguagesMax = 32;

    internal const int StepsMax = 7;
    private const int NameBytes = 12;
    private static readonly Lazy<LanguageModel> Included = new(ReadShipped);

    internal LanguageModel(IReadOnlyList<string> languages, double scale, sbyte[] weights)
    {
        Languages = languages;
        Scale = scale;
        Weights = weights;
    }

    /// <summary>The model that comes with the program.</summary>
    public static LanguageModel Shipped => Included.Value;

    /// <summary>Codes of the languages it knows, sorted.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>What one step of a weight is worth.</summary>
    internal double Scale { get; }

    /// <summary>Steps by row and language, <see cref="LanguagesMax"/> for each row.</summary>
    internal sbyte[] Weights { get; }

    /// <summary>Reads a model that <see cref="Write"/> wrote.</summary>
    /// <exception cref="CurationException">It is none.</exception>
    public static LanguageModel Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Read(file);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException
            or InvalidOperationException or UnauthorizedAccessException)
        {
            throw new CurationException(path, 0, $"it is no model of languages ({fault.Message.TrimEnd('.')})",
                "make one with 'headroom curate train-language'");
        }
    }

    /// <summary>Writes the model, whole or not at all.</summary>
    /// <exception cref="CurationException">The file cannot be written.</exception>
    public void Write(string path)
    {
        var partial = path + ".partial";
        try
        {
            using (var file = File.Create(partial)) WriteTo(file);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CurationException(path, 0, $"it cannot be written ({fault.Message.TrimEnd('.')})",
                "make room or choose another place");
        }
    }

    private void WriteTo(FileStream file)
    {
        using var packed = new BrotliStream(file, CompressionLevel.SmallestSize);
        using var writer = new BinaryWriter(packed);
        writer.Write(Scale);
        writer.Write(Languages.Count);
        foreach (var language in Languages) writer.Write(Encoding.ASCII.GetBytes(language.PadRight(NameBytes)));

        // Language by language, so that what is seldom said is rows of zeros.
        for (var language = 0; language < Languages.Count; language++)
        {
            for (var row = 0; row < LanguageGrams.Rows; row += 2)
                writer.Write((byte)(Half(row, language) << 4 | Half(row + 1, language)));
        }
    }

    private static LanguageModel Read(Stream stream)
    {
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress));
        var scale = reader.ReadDouble();
        var count = reader.ReadInt32();
        if (!double.IsFinite(scale) || count is < 2 or > LanguagesMax)
            throw new InvalidDataException("its head is not that of a model");

        var languages = new string[count];
        for (var language = 0; language < count; language++)
            languages[language] = Encoding.ASCII.GetString(reader.ReadBytes(NameBytes)).TrimEnd();
        var weights = new sbyte[LanguageGrams.Rows * LanguagesMax];
        for (var language = 0; language < count; language++)
        {
            var halves = reader.ReadBytes(LanguageGrams.Rows / 2);
            if (halves.Length < LanguageGrams.Rows / 2) throw new InvalidDataException("it is cut off");
            for (var row = 0; row < LanguageGrams.Rows; row++)
            {
                var half = row % 2 == 0 ? halves[row / 2] >> 4 : halves[row / 2] & 15;
                weights[row * LanguagesMax + language] = (sbyte)(half - StepsMax);
            }
        }

        return new LanguageModel(languages, scale, weights);
    }

    private static LanguageModel ReadShipped()
    {
        using var stream = typeof(LanguageModel).Assembly.GetManifestResourceStream("languages.model")
            ?? throw new InvalidOperationException("The program comes without its model of languages.");
        return Read(stream);
    }

    private int Half(int row, int language) => Weights[row * LanguagesMax + language] + StepsMax;
}
