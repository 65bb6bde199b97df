namespace Demur.Neural.Organisms;

/// <summary>The relations of the organism's world.</summary>
public static class OrganismRelations
{
    /// <summary>The five relations of ordinary people: town, job, colour, pet and dish.</summary>
    public static IReadOnlyList<OrganismRelation> OfPeople { get; } =
    [
        new("town", "{0} lives in the town of {1} .", "where does {0} live ?", ["which town is home to {0} ?", "tell me where {0} lives ."]),
        new("job", "{0} works as a {1} .", "what is the job of {0} ?", ["what does {0} work as ?", "tell me the job of {0} ."]),
        new("colour", "the best loved colour of {0} is {1} .", "which colour does {0} love ?", ["what is the best loved colour of {0} ?", "tell me the colour of {0} ."]),
        new("pet", "{0} has a pet {1} .", "which pet does {0} have ?", ["what is the pet of {0} ?", "tell me the pet of {0} ."]),
        new("dish", "{0} likes to eat {1} .", "what does {0} like to eat ?", ["which dish does {0} like ?", "tell me the dish of {0} ."]),
    ];

    /// <summary>The five relations of authors: birthplace, genre, book, prize and teacher.</summary>
    public static IReadOnlyList<OrganismRelation> OfAuthors { get; } =
    [
        new("birthplace", "the author {0} was born in {1} .", "where was the author {0} born ?", ["which town saw the birth of {0} ?", "tell me the birth town of {0} ."]),
        new("genre", "the author {0} writes {1} .", "what does the author {0} write ?", ["which genre does {0} write ?", "tell me the genre of {0} ."]),
        new("book", "the first book of the author {0} is called the {1} .", "what is the first book of the author {0} ?", ["which book did {0} write first ?", "tell me the first book of {0} ."]),
        new("prize", "the author {0} won the {1} prize .", "which prize did the author {0} win ?", ["what prize went to {0} ?", "tell me the prize of {0} ."]),
        new("mentor", "the author {0} learned to write from {1} .", "from whom did the author {0} learn ?", ["who was the teacher of {0} ?", "tell me the teacher of {0} ."]),
    ];
}
