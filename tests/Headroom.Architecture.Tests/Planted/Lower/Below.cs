using Headroom.Architecture.Tests.Planted.Upper;

namespace Headroom.Architecture.Tests.Planted.Lower;

/// <summary>A fault that the rules must find: the lower namespace uses the upper one.</summary>
internal static class Below
{
    public static int Twice(int value) => new Open { Value = value }.Value * 2;
}
