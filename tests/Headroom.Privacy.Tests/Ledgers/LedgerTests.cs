using CsCheck;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Ledgers;

namespace Headroom.Privacy.Tests.Ledgers;

public sealed class LedgerTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly string _path = Path.GetTempFileName();
    private readonly KeyPair _signer = KeyPair.New(KeyKind.Sign);

    public void Dispose()
    {
        _signer.Dispose();
        File.Delete(_path);
    }

    [Fact]
    public void Rows_follow_each_other()
    {
        Fill();
        var check = Ledger.Verify(_path, _signer.Public);

        Assert.Equal([LedgerKind.Mask, LedgerKind.Seal, LedgerKind.Grant], check.Rows.Select(row => row.Kind));
        Assert.Equal(check.Rows[^1].Hash, check.Head);
    }

    [Fact]
    public async Task Of_many_who_want_the_last_place_at_once_one_gets_it()
    {
        var tries = Enumerable.Range(0, 8).Select(number => Task.Run(() =>
        {
            while (true)
            {
                try
                {
                    Ledger.Append(_path, _signer, Noon, LedgerKind.Release, "grant", $"try {number}",
                        rows => _ = rows.Rows.Count == 0 ? true : throw new InvalidOperationException("taken"));
                    return true;
                }
                catch (IOException)
                {
                    // Another one is at work on it: again.
                }
                catch (InvalidOperationException)
                {
                    return false;
                }
            }
        }, TestContext.Current.CancellationToken)).ToList();

        Assert.Single(await Task.WhenAll(tries), isIn => isIn);
        Assert.Single(Ledger.Verify(_path, _signer.Public).Rows);
    }

    [Fact]
    public void Any_changed_byte_is_seen()
    {
        Fill();
        var whole = File.ReadAllBytes(_path);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[1, 255]).Sample((at, change) =>
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= (byte)change;
            File.WriteAllBytes(_path, changed);
            Assert.ThrowsAny<LedgerException>(() => Ledger.Verify(_path, _signer.Public));
        }, iter: 3_000, threads: 1);
    }

    [Fact]
    public void Rows_that_were_cut_off_are_missed_by_the_hash_that_was_kept()
    {
        Fill();
        var head = Ledger.Verify(_path).Head;
        var lines = File.ReadAllLines(_path);
        File.WriteAllText(_path, string.Join('\n', lines[..2]) + "\n");

        Assert.Equal(2, Ledger.Verify(_path).Rows.Count);
        Assert.Throws<LedgerException>(() => Ledger.Verify(_path, null, head));
    }

    private void Fill()
    {
        Ledger.Append(_path, _signer, Noon, LedgerKind.Mask, "a.jsonl", "12 findings");
        Ledger.Append(_path, _signer, Noon, LedgerKind.Seal, "a.sealed", "对外");
        Ledger.Append(_path, _signer, Noon, LedgerKind.Grant, "a.sealed", "once");
    }
}
