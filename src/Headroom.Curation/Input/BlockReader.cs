using System.Globalization;
using Headroom.Formats;

namespace Headroom.Curation.Input;

/// <summary>
/// Cuts a file into blocks of whole records. Where a block ends depends on the file alone, never on who works on it. A
/// record that is longer than a record may be is passed over, and so is what follows a break in the compressed stream.
/// </summary>
internal sealed class BlockReader(
    string file, Stream stream, int recordBytesMax = BlockReader.RecordBytesMax, InputKind kind = InputKind.Records)
{
    /// <summary>Bytes of a block, unless one record needs more.</summary>
    public const int Size = 1 << 20;

    /// <summary>Longest record, in bytes.</summary>
    public const int RecordBytesMax = 64 << 20;

    private readonly IRecordCutter _cutter = kind switch
    {
        InputKind.Archive => new WarcCutter(),
        InputKind.Page => new WholeCutter(),
        _ => new LineCutter(),
    };

    private byte[] _carried = [];
    private int _carriedLength;
    private long _offset;
    private bool _isOver;

    /// <summary>Bytes read so far, after decompression.</summary>
    public long Offset => _offset;

    /// <summary>Fills the block with the next whole lines; false at the end of the file.</summary>
    public bool Read(TextBlock block)
    {
        block.Damaged.Clear();
        block.Kind = kind;
        block.Offset = _offset - _carriedLength;
        _carried.AsSpan(0, _carriedLength).CopyTo(block.Bytes);
        block.Length = _carriedLength;
        _carriedLength = 0;
        while (!_isOver)
        {
            if (!Fill(block)) break;

            var end = _cutter.WholeBytes(block.Text);
            if (end > 0)
            {
                Carry(block, end);
                return true;
            }

            if (block.Length >= recordBytesMax) PassOver(block);
            else if (block.Length == block.Bytes.Length) Grow(block);
        }

        return block.Length > 0 || block.Damaged.Count > 0;
    }

    private bool Fill(TextBlock block)
    {
        try
        {
            // To the brim, so that blocks do not depend on how much a device gives at once.
            while (block.Length < block.Bytes.Length)
            {
                var read = stream.Read(block.Bytes.AsSpan(block.Length));
                if (read == 0)
                {
                    // The last line may lack its line feed.
                    _isOver = true;
                    return false;
                }

                block.Length += read;
                _offset += read;
            }

            return true;
        }
        catch (PassedDamageException fault)
        {
            // What stands before the gap is no part of what stands behind it: the block ends here.
            block.Damaged.Add(new DamagedRecord(file, fault.Row ?? _offset, fault.Message));
        }
        catch (Exception fault) when (CompressedFile.IsDamage(fault))
        {
            Break(block, fault);
        }

        return false;
    }

    private void Break(TextBlock block, Exception fault)
    {
        _isOver = true;
        block.Damaged.Add(new DamagedRecord(file, kind == InputKind.Table ? 0 : _offset, kind == InputKind.Table
            ? fault.Message
            : $"the compressed stream is broken ({fault.Message.TrimEnd('.')}); what follows is lost"));
    }

    private void Carry(TextBlock block, int end)
    {
        _carriedLength = block.Length - end;
        if (_carried.Length < _carriedLength) _carried = new byte[_carriedLength];
        block.Bytes.AsSpan(end, _carriedLength).CopyTo(_carried);
        block.Length = end;
    }

    private void Grow(TextBlock block)
    {
        var bytes = new byte[Math.Min(2L * block.Bytes.Length, recordBytesMax)];
        block.Text.CopyTo(bytes);
        block.Bytes = bytes;
    }

    // Reads on, keeping nothing, up to where the next record begins.
    private void PassOver(TextBlock block)
    {
        block.Damaged.Add(new DamagedRecord(file, block.Offset, string.Create(CultureInfo.InvariantCulture,
            $"the record is longer than {recordBytesMax >> 20} MiB")));
        while (!_isOver)
        {
            block.Length = 0;
            var isWhole = Fill(block);
            var end = _cutter.NextStart(block.Text);
            if (end == 0 && isWhole) continue;

            // Behind a gap a record begins, as far as anybody can tell.
            if (end == 0) end = block.Length;

            block.Bytes.AsSpan(end, block.Length - end).CopyTo(block.Bytes);
            block.Length -= end;
            block.Offset = _offset - block.Length;
            return;
        }

        block.Length = 0;
    }
}
