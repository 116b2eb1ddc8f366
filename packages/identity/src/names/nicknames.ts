/** Short forms and other spellings of given names that people use for one and the same person, a family a line. */
const FAMILIES = `
alexander alex alec sandy sasha xander alejandro alessandro oleksandr aleksandr
alexandra alex sandra sasha alexa alejandra alessandra oleksandra aleksandra
alfred al alf fred
andrew andy drew andre andreas andres andrei andrey
anthony tony anton antonio antoine
antonia toni tonia
barbara barb babs
benjamin ben benny
bernard bernie bernhard bernd
catherine katherine kathryn catharina katharina katarina ekaterina cathy kathy kate katie kat cat katrin katja katya
charles charlie chuck carl karl carlos carlo
christine christina kristina chris tina chrissy christiane
christopher chris kit topher kristofer christoph christof
daniel dan danny
david dave davy
deborah deborah deb debbie debra
dmitri dmitry dima dmitriy dimitri
donald don donny
dorothy dot dottie dorothea
edward ed eddie ted teddy eduard eduardo
elizabeth elisabeth liz lizzie beth betty eliza lisa elsa isabel isabella
eugene gene yevgeny evgeny evgeni
frances fran francesca franziska
francis frank francisco francesco franz francois
frederick fred freddy friedrich fritz frederic
gabriel gabe
george georg jorge giorgio georges yuri jurgen
gerald gerry jerry gerhard
gregory greg grigori
helen helena elena ellen nell
henry harry hank heinrich henri enrique enrico heinz
ivan vanya johann john johannes jan juan giovanni jean ian sean shaun jack johnny jon jonny hans
jacob jake jakob jacques giacomo
jacqueline jackie
james jim jimmy jamie jaime
jennifer jen jenny
jessica jess jessie
joseph joe joey josef jose giuseppe pepe
josephine jo josie
joshua josh
judith judy
julia yulia yuliya julie juliette giulia
kenneth ken kenny
lawrence larry laurence lorenz lorenzo laurent
leonard leo len lenny leon leonardo
louis lou ludwig luis luigi lewis
lucas luke lukas luca luc
margaret maggie meg peggy marge greta margarete margarita marguerite rita
maria mary marie mariya molly polly
mark marc marcus markus marco marcos
martha marta
martin marty martino
matthew matt matthias mathias matteo mathieu mateo
maximilian max
maxim max maksim
michael mike mick mickey mikhail miguel michel michele misha mihail
nathaniel nathan nate
nicholas nick nicky nicolas nikolai nikolaus klaus niklas nicola
oliver ollie olivier
pamela pam
patricia pat patty trish tricia
patrick pat paddy
paul pablo paolo pavel
peter pete pyotr pedro pietro pierre petr
philip phillip phil felipe filippo philippe
rachel rach raquel
raymond ray
rebecca becky becca
richard rich rick ricky dick ricardo riccardo
robert rob robbie bob bobby roberto rupert bert
ronald ron ronnie
rudolf rudi rolf
samuel sam sammy
samantha sam sammy
sebastian seb bastian sebastien
sergey sergei sergio serge
sophia sofia sophie sonia sonja
stephanie steph steffi stefanie
stephen steven steve stefan stephan esteban stefano etienne
susan sue susie suzanne susanne susanna
svetlana sveta
tatiana tanya tatjana tania
theodore ted teddy theo theodor
theresa teresa terry tess tessa
thomas tom tommy tomas tommaso
timothy tim timmy timo
valentina valya
victoria vicky vicki viktoria
vincent vince vinny vincenzo vicente
vladimir vova volodymyr
walter walt wally
william will bill billy willy liam wilhelm guillermo guillaume
zachary zach zack
`;

const families = FAMILIES.trim()
  .split('\n')
  .map((line) => new Set(line.split(' ')));
const familiesOf = new Map<string, Set<string>[]>();
for (const family of families)
  for (const name of family) familiesOf.set(name, [...(familiesOf.get(name) ?? []), family]);

/** Whether two given names may be one person's. */
export function isNickname(a: string, b: string): boolean {
  return familiesOf.get(a)?.some((family) => family.has(b)) ?? false;
}

/** What all names of a family have in common, for finding them; the name itself where it has none. */
export function nicknameKeys(word: string): string[] {
  return familiesOf.get(word)?.map((family) => [...family][0]!) ?? [word];
}
