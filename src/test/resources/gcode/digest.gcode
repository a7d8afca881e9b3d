; made by hand
M104 S210 ; heat
 M109 S210	
m105
M117 Hello ; world
M73 P1
M730 P1
G28
	G1 X10 Y 20.5;(not a comment) ;;
g1 x1 (kept)
;only
   
N5 G1 X3*22
M400
M1105
G1 E-1.0
M20
M21.5
M2
M114
M84