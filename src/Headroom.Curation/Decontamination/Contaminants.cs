using System.Text;
using Headroom.Curation.Input;
using Headroom.Curation.Text;

namespace Headroom.Curation.Decontamination;

/// <summary>The n-grams of benchmark texts that must not be in a training corpus.</summary>
internal sealed class Contaminants
{
    // A filter in front of the set: most n-grams of a document are in no benchmark.
    private const int FilterBits = 1 << 24;

    private readonly HashSet<ulong> _hashes = [];
    private readonly ulong[] _filter = new ulong[FilterBits / 64];
    private readonly RollingWords _window;

    /// <param name="length">Words of an n-gram.</param>
    public Contaminants(int length)
    {
        Length = length;
        _window = new RollingWords(length);
    }

    /// <summary>Words of an n-gram.</summary>
    public int Length { get; }

    /// <summary>Different n-grams.</summary>
    public int Count => _hashes.Count;

    /// <summary>The n-grams of files: records with that text, or lines of plain text.</summary>
    public static Contaminants Read(IReadOnlyList<string> paths, string textKey, int length)
    {
        var contaminants = new Contaminants(length);
        var reader = new RecordReader(Encoding.UTF8.GetBytes(textKey));
        var document = new Document(new WhitespaceWords());
        var block = new TextBlock();
        foreach (var path in paths)
        {
            using var stream = InputStream.Open(path, out _);
            var blocks = new BlockReader(path, stream);
            while (blocks.Read(block))
            {
                foreach (var line in new LineSplit(block.Text))
                    contaminants.AddLine(path, line, reader, document);
            }
        }

        return contaminants;
    }

    /// <summary>Adds the n-grams of a text; one without so many words that are more than marks has none.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        _window.Clear();
        for (var words = new NormalizedWords(text); words.MoveNext();)
        {
            // Of a benchmark's text marks are left out before it is parted into words.
            if (words.Hash == 0) continue;

            _window.Add(words.Hash, words.Start);
            if (!_window.IsWhole) continue;

            var hash = _window.Hash;
            _hashes.Add(hash);
            var bit = (int)(hash % FilterBits);
            _filter[bit >> 6] |= 1UL << (bit & 63);
        }
    }

    /// <summary>Whether an n-gram is one of a benchmark.</summary>
    public bool Has(ulong hash)
    {
        var bit = (int)(hash % FilterBits);
        return (_filter[bit >> 6] >> (bit & 63) & 1) != 0 && _hashes.Contains(hash);
    }

    private void AddLine(string path, ReadOnlySpan<byte> line, RecordReader reader, Document document)
    {
        if (line.TrimStart((byte)' ').IsEmpty) return;
        if (line[0] != '{')
        {
            Add(line);
            return;
        }

        if (reader.Read(line, document) is { } problem)
            throw new CurationException(path, 0, $"a record of the benchmark cannot be read ({problem})", "mend it");
        Add(document.Text);
    }
}
