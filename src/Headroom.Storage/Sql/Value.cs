namespace Headroom.Storage.Sql;

/// <summary>One value of one row; numbers are not boxed until a database asks for it.</summary>
internal readonly struct Value
{
    private readonly object? _item;
    private Value(object? item) => _item = item;

    private Value(long number) => (Number, IsNumber) = (number, true);

    /// <summary>The number; 0 for other values.</summary>
    public long Number { get; }

    public bool IsNumber { get; }

    public bool IsNull => !IsNumber && _item is null;

    public bool IsText => _item is string;

    public string? Text => (string?)_item;

    public byte[]? Bytes => (byte[]?)_item;

    /// <summary>As a parameter of a command.</summary>
    public object Boxed => IsNumber ? Number : _item ?? DBNull.Value;

    public static implicit operator Value(long number) => new(number);

    public static implicit operator Value(int number) => new((long)number);

    public static implicit operator Value(long? number) => number is { } known ? new(known) : default;

    public static implicit operator Value(int? number) => number is { } known ? new(known) : default;

    public static implicit operator Value(string? text) => new(text);

    public static implicit operator Value(byte[]? bytes) => new(bytes);
}
