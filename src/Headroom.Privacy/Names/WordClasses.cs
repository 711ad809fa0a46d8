namespace Headroom.Privacy.Names;

/// <summary>What dictionaries say of a word in Latin letters.</summary>
[Flags]
internal enum WordClasses : byte
{
    None = 0,
    Given = 1,
    Family = 2,
    Place = 4,
    Street = 8,
    Common = 16,
}

/// <summary>What dictionaries say of a Chinese character, and of it with the one behind.</summary>
[Flags]
internal enum HanClasses : byte
{
    None = 0,
    Family = 1,
    Given = 2,
    Word = 4,
    Place = 8,
    GivenPair = 16,
    CompoundFamily = 32,
}
