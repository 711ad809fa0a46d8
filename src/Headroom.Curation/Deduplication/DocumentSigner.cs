using System.Runtime.InteropServices;
using System.Text;
using Headroom.Curation.Filters;
using Headroom.Curation.Text;

namespace Headroom.Curation.Deduplication;

/// <summary>Signs documents as a recipe's MinHash stage asks; without one, signatures are empty.</summary>
internal sealed class DocumentSigner
{
    private readonly Shingles? _shingles;
    private readonly MinHashSigner? _signer;
    private readonly DatatroveSigner? _datatrove;
    private readonly int _hashes;

    private DocumentSigner(int hashes, int shingle, bool isDatatrove)
    {
        _hashes = hashes;
        if (hashes == 0) return;
        if (isDatatrove)
        {
            _datatrove = new DatatroveSigner(hashes, shingle);
            Length = (2 * hashes + 7) / 8 * 8;
            return;
        }

        _shingles = new Shingles(shingle);
        _signer = new MinHashSigner(hashes);
        Length = _signer.Length;
    }

    /// <summary>Values of a signature.</summary>
    public int Length { get; }

    /// <summary>A signer for one thread.</summary>
    /// <param name="values">Settings of the MinHash stage; null when there is none.</param>
    public static DocumentSigner Of(RuleValues? values) => values is null
        ? new DocumentSigner(hashes: 0, shingle: 1, isDatatrove: false)
        : new DocumentSigner(
            values.Whole("bands") * values.Whole("rows"), values.Whole("shingle"), values.Is(DuplicateForms.Datatrove));

    /// <summary>Writes the signature of a text.</summary>
    public void Sign(ReadOnlySpan<byte> text, Span<uint> signature)
    {
        if (_signer is not null) _signer.Sign(_shingles!.Of(text), signature);
        if (_datatrove is null) return;

        _datatrove.Clear();
        foreach (var word in SimplifiedText.Of(Encoding.UTF8.GetString(text)).Split(' '))
            AddWord(Encoding.UTF8.GetBytes(word));
        signature.Clear();
        if (!_datatrove.TrySign(MemoryMarshal.Cast<uint, ulong>(signature)[.._hashes])) signature.Fill(uint.MaxValue);
    }

    // Of the rules of NLTK only contractions find something in simplified words.
    private void AddWord(ReadOnlySpan<byte> word)
    {
        var cut = Contractions.IsOne(word) ? Contractions.At(word, 0) : 0;
        if (cut > 0) _datatrove!.Add(word[..cut]);
        _datatrove!.Add(word[cut..]);
    }
}
