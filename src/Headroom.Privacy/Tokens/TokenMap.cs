using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Headroom.Formats;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Sealing;

namespace Headroom.Privacy.Tokens;

/// <summary>
/// Gives values tokens and keeps what each stands for in a file that opens with the key of the masking project alone.
/// The same value has the same token in all files and runs with one map, since tokens follow from a secret that is
/// drawn with the map: whoever has the key and not the map can neither undo nor make one.
/// </summary>
/// <remarks>
/// Memory is bounded: what is too much goes into sealed files beside the map, which are gone with the object. One run
/// at a time has a map.
/// </remarks>
public sealed class TokenMap : ITokens, IDisposable
{
    /// <summary>Bytes of new entries in memory where nothing else is said.</summary>
    public const int MemoryBytesDefault = 32 << 20;

    // What an entry takes in memory beside its value.
    private const int EntryBytes = 100;

    private readonly string _path;
    private readonly KeyPair _key;
    private readonly KeyPair _runKey = KeyPair.New(KeyKind.Seal);
    private readonly FileStream _lock;
    private readonly int _memoryBytes;
    private readonly byte[] _secret;
    private readonly Pseudonym _hash;
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, byte[]> _fresh = [];
    private readonly List<string> _runs = [];
    private long _freshBytes;

    private TokenMap(string path, MaskKey key, int memoryBytes)
    {
        (_path, _memoryBytes) = (Path.GetFullPath(path), memoryBytes);
        _key = KeyOf(key);
        _lock = Locked(_path);
        try
        {
            _secret = File.Exists(_path) ? SecretOf(_path) : RandomNumberGenerator.GetBytes(TokenFile.SecretBytes);
            _hash = new Pseudonym(_secret);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Opens a map, or begins one.</summary>
    /// <param name="path">Its file; appears when it is saved for the first time.</param>
    /// <param name="key">Key of the masking project.</param>
    /// <param name="memoryBytes">Bytes of new entries in memory.</param>
    /// <exception cref="KeyException">It was made under another key.</exception>
    /// <exception cref="SealException">It is no token map, or was changed.</exception>
    /// <exception cref="IOException">Another run has it.</exception>
    public static TokenMap Open(string path, MaskKey key, int memoryBytes = MemoryBytesDefault)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new TokenMap(path, key, memoryBytes);
    }

    /// <inheritdoc/>
    public void Write(string entity, ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(output);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HashOf(entity, value, hash);
        LetterCode.Write(entity, LetterCode.Token, hash, output);
        var token = TokenEntry.TokenOf(hash);
        lock (_gate)
        {
            if (_fresh.TryGetValue(token, out var known))
            {
                Demand(token, known, value);
                return;
            }

            _fresh.Add(token, value.ToArray());
            _freshBytes += value.Length + EntryBytes;
            if (_freshBytes > _memoryBytes) Spill();
        }
    }

    /// <inheritdoc/>
    public void Save(CancellationToken interrupted)
    {
        lock (_gate)
        {
            if (_fresh.Count == 0 && _runs.Count == 0) return;

            using (var output = new WholeOutput(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite))
            {
                Seal(Merged(), output.Stream, _key, interrupted);
                output.Commit();
            }

            Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Clear();
        _key.Dispose();
        _runKey.Dispose();
        CryptographicOperations.ZeroMemory(_secret);
        _lock.Dispose();
    }

    internal static KeyPair KeyOf(MaskKey key) => KeyPair.Of(KeyKind.Seal, key.Derived("headroom token map"u8));

    private void HashOf(string entity, ReadOnlySpan<byte> value, Span<byte> hash)
    {
        var length = entity.Length + 1 + value.Length;
        var text = ArrayPool<byte>.Shared.Rent(length);
        Encoding.ASCII.GetBytes(entity, text);
        text[entity.Length] = 0;
        value.CopyTo(text.AsSpan(entity.Length + 1));
        _hash.Write(text.AsSpan(0, length), hash);
        text.AsSpan(0, length).Clear();
        ArrayPool<byte>.Shared.Return(text);
    }

    private void Spill()
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{_path}.{Environment.ProcessId}.{_runs.Count}.run");
        _runs.Add(path);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path, options)) Seal(Sorted(), file, _runKey, CancellationToken.None);
        _fresh.Clear();
        _freshBytes = 0;
    }

    private IEnumerable<TokenEntry> Sorted() =>
        _fresh.OrderBy(pair => pair.Key).Select(pair => new TokenEntry(pair.Key, pair.Value));

    private void Seal(IEnumerable<TokenEntry> entries, Stream target, KeyPair key, CancellationToken interrupted)
    {
        using var source = new EntryStream(_secret, entries);
        SealedFile.Seal(source, target, [key.Public], SealCipher.Aes256Gcm, interrupted);
    }

    private IEnumerable<TokenEntry> Merged()
    {
        var files = _runs.Select(run => new TokenFile(run, _runKey)).ToList();
        if (File.Exists(_path)) files.Add(new TokenFile(_path, _key));
        try
        {
            var sources = files.Select(file => file.Entries().Select(one => one.Entry)).Append(Sorted());
            TokenEntry? last = null;
            foreach (var entry in InOrder([.. sources]))
            {
                if (last is { } before && before.Token == entry.Token)
                {
                    Demand(entry.Token, before.Value, entry.Value);
                    continue;
                }

                last = entry;
                yield return entry;
            }
        }
        finally
        {
            foreach (var file in files) file.Dispose();
        }
    }

    private static IEnumerable<TokenEntry> InOrder(IReadOnlyList<IEnumerable<TokenEntry>> sources)
    {
        var heads = new PriorityQueue<IEnumerator<TokenEntry>, UInt128>();
        foreach (var source in sources) Next(source.GetEnumerator());
        while (heads.TryDequeue(out var head, out _))
        {
            yield return head.Current;
            Next(head);
        }

        void Next(IEnumerator<TokenEntry> head)
        {
            if (head.MoveNext()) heads.Enqueue(head, head.Current.Token);
            else head.Dispose();
        }
    }

    // Of a thousand million values two share a token with a chance of 4 in ten million. Then one of them could not be
    // told any more: better no output at all.
    private static void Demand(UInt128 token, ReadOnlySpan<byte> known, ReadOnlySpan<byte> value)
    {
        if (!known.SequenceEqual(value))
            throw new InvalidDataException($"two values have the token {token:x20}; begin another map with --token-map");
    }

    private void Clear()
    {
        foreach (var run in _runs) File.Delete(run);
        _runs.Clear();
        _fresh.Clear();
        _freshBytes = 0;
    }

    private byte[] SecretOf(string path)
    {
        using var file = new TokenFile(path, _key);
        return file.Secret;
    }

    private static FileStream Locked(string path)
    {
        try
        {
            // It stays: where it was taken away, two runs could each hold one of that name.
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException fault) when (fault is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new IOException($"{path}: another run has this token map; wait for it, or name another one with --token-map", fault);
        }
    }
}
