namespace Headroom.Privacy.Names;

/// <summary>What a word or a Chinese character is part of. The numbers stand in model files: never renumber.</summary>
public enum NameTag : byte
{
    /// <summary>Of nothing.</summary>
    None = 0,

    /// <summary>The first of a person's name.</summary>
    PersonBegin = 1,

    /// <summary>A further one of a person's name.</summary>
    PersonInside = 2,

    /// <summary>The first of a postal address.</summary>
    AddressBegin = 3,

    /// <summary>A further one of a postal address.</summary>
    AddressInside = 4,

    /// <summary>The first of a city's, state's or country's name.</summary>
    PlaceBegin = 5,

    /// <summary>A further one of a place's name.</summary>
    PlaceInside = 6,

    /// <summary>Of a company or an institution: told apart so that it is not taken for a person.</summary>
    Organisation = 7,
}
