namespace Headroom.Architecture.Tests.Planted.Upper;

/// <summary>A fault that the rules must find: concrete and not sealed.</summary>
public class Open
{
    public int Value { get; init; }
}
